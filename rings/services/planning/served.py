"""A resident is served while a running ring has them, and waits again when none does."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from directory.actors import Actor
from directory.localtime import local_date
from people.models import Resident
from people.services.residents import move_resident
from rings.models import Ring, RingMember

WAITS = frozenset({Resident.State.ENQUIRY, Resident.State.WAITING})


def settle_served(person_ids: Iterable[int], *, by: Actor, now: datetime) -> None:
    """Move each of these people's resident sides to "served" or back to "waiting", as the rings have it."""
    wanted = set(person_ids)
    served = _in_running_rings(wanted, local_date(now))
    for resident in Resident.objects.filter(person__in=wanted).select_related("person"):
        if resident.person_id in served and resident.state in WAITS:
            move_resident(resident, "serve", by=by, now=now)
        elif resident.person_id not in served and resident.state == Resident.State.SERVED:
            move_resident(resident, "wait", by=by, now=now)


def receivers_of(ring: Ring) -> list[int]:
    """Return everybody who is or was called or visited in `ring`."""
    members = ring.members.exclude(role=RingMember.Role.HELPER)
    return list(members.values_list("person_id", flat=True))


def _in_running_rings(person_ids: set[int], day: date) -> set[int]:
    belongs = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    rows = RingMember.objects.filter(
        belongs, person__in=person_ids, ring__state=Ring.State.PUBLISHED
    ).exclude(role=RingMember.Role.HELPER)
    return set(rows.values_list("person_id", flat=True))
