"""The ring of a pair: made as a draft when the trial begins, stopped when the pair ends."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext

from directory.actors import Actor
from directory.localtime import local_date, local_time
from people.models import Resident
from rings.machines import RING
from rings.models import Occurrence, Pair, Ring, RingMember, ScheduleRule
from rings.rules.times import USUAL
from rings.services.planning.build import add_member, create_ring, set_when
from rings.services.planning.publish import end_ring, pause_ring

STOPS: dict[str, Callable[..., int]] = {"end": end_ring, "pause": pause_ring}


def found_ring(pair: Pair, *, by: Actor, now: datetime) -> Ring | None:
    """Make a draft ring of the two, once a week on the day they met; None for what no ring does.

    A call is at the hour that the resident wishes, if they have said one. The coordinator changes what does not
    suit and publishes it. Raises `RefusedError` when either may not take part.
    """
    if pair.kind not in USUAL or pair.meets_at is None:
        return None
    ring = Ring(name=f"{pair.volunteer.first_name} – {pair.resident.first_name}")
    ring.kind, ring.topology = pair.kind, Ring.Topology.PAIR
    ring.municipality, ring.association = pair.resident.municipality, pair.association
    ring.coordinator = pair.owner
    create_ring(ring, by=by, now=now)
    add_member(ring, pair.resident, RingMember.Role.RESIDENT, by=by, now=now)
    add_member(ring, pair.volunteer, RingMember.Role.HELPER, by=by, now=now)
    before, after = USUAL[pair.kind]
    rule = _weekly(pair, pair.meets_at, now)
    set_when(ring, rule, remind_before=before, ask_after=after, turn_weeks=1, by=by, now=now)
    return ring


def stop_ring(pair: Pair, how: str, *, by: Actor, now: datetime) -> int:
    """Stop the pair's ring by `how` ("end" or "pause"); return how many coming turns are cancelled.

    A draft has nothing to pause and is ended.
    """
    ring = pair.ring
    if ring is None:
        return 0
    event = how if RING.allows(ring.state, how) else "end"
    return STOPS[event](ring, by=by, now=now) if RING.allows(ring.state, event) else 0


def coming_turns(pair: Pair, now: datetime) -> list[Occurrence]:
    """Return the turns of the pair's ring that are cancelled when it stops, the next one first."""
    if pair.ring_id is None:
        return []
    coming = Occurrence.objects.open().filter(ring=pair.ring_id, starts_at__gt=now)
    return list(coming.order_by("starts_at", "pk"))


def forget_names(pair: Pair) -> None:
    """Take the names of the two off their ring."""
    if pair.ring_id is not None:
        name = gettext("Pair %(number)s") % {"number": pair.pk}
        Ring.objects.filter(pk=pair.ring_id).update(name=name)


def _weekly(pair: Pair, meets_at: datetime, now: datetime) -> ScheduleRule:
    wished = Resident.objects.filter(person=pair.resident).values_list("call_time", flat=True)
    hour = next(iter(wished), None) if pair.kind == Ring.Kind.CALL else None
    return ScheduleRule(
        weekdays=[local_date(meets_at).weekday()],
        wall_time=hour or local_time(meets_at).replace(second=0, microsecond=0),
        valid_from=local_date(now),
    )
