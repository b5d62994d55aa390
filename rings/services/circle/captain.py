"""Who is the captain of a circle today: the captain, else the deputy, else nobody and the system is."""

from collections.abc import Collection
from datetime import date

from notifications.services.numbers import number_for
from people.models import Person
from rings.models import Ring
from rings.rules.plan import CIRCLE
from rings.services.planning.plan import bars_on

TOPIC = "circle"


def captain_on(ring: Ring, day: date, *, but: Collection[int] = ()) -> Person | None:
    """Return who is told how the circle goes on `day`: there, takes texts, and none of `but`, who are missing."""
    named = [person for person in (ring.captain, ring.deputy) if person and person.pk not in but]
    known = bars_on({person.pk for person in named}, day) if named else None
    # A captain may be a volunteer or a member: fit and there as either will do.
    here = (
        p
        for p in named
        if known and not known.helper_bar(p.pk, day, topology=CIRCLE, receiver_id=p.pk)
    )
    return next((person for person in here if number_for(person)), None)
