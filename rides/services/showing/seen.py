"""What a page showed of some legs, in one short word: a form carries it, and the second of two people is told."""

from collections.abc import Iterable
from hashlib import sha256

from rides.models import Leg

SHORT = 16


def seen_of(legs: Iterable[Leg]) -> str:
    """Return what a form about `legs` carries along: how far each has come, and where it sits."""
    stands = sorted(
        (leg.pk, leg.state, leg.run_id or 0, str(leg.pickup_at), str(leg.dropoff_at))
        for leg in legs
    )
    return sha256(repr(stands).encode()).hexdigest()[:SHORT]
