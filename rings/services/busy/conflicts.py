"""Who is busy when somebody is needed, and with which other duty: one query, however many people are asked about.

A warning, not a wall: a coordinator may go on with a reason. What the software offers by itself goes only to
people for whom this finds nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.kept import kept
from directory.localtime import local_date, local_time
from directory.models import AuditEntry
from directory.scope import Scope
from people.models import Person
from rings.models import Assignment, Occurrence, ScheduleRule
from rings.rules.nearness import Place, travel_minutes
from rings.rules.overlap import FURTHEST, Slot, collide, slot_end

OVERRULED = "despite_collision"
LONGEST_REASON = 200


@dataclass(frozen=True)
class Collision:
    """One other duty that is in the way, from `starts` to `ends`; `way_minutes` by road to or from it.

    Of a duty that the asker may not see, `occurrence_id` is None and nothing but the busy hours is known.
    """

    starts: datetime
    ends: datetime
    way_minutes: int = 0
    occurrence_id: int | None = None
    kind: str = ""
    receiver: str = ""

    def __str__(self) -> str:
        """Say which duty it is: "9.00–9.15 Aino" or, of another association's, "busy then"."""
        if self.occurrence_id is None:
            return _("busy then")
        hours = f"{_hour(self.starts)}–{_hour(self.ends)}"
        words = {"hours": hours, "name": self.receiver, "minutes": self.way_minutes}
        if self.way_minutes:
            return _("busy %(hours)s: %(name)s, %(minutes)s min away") % words
        return _("busy %(hours)s: %(name)s") % words


def conflicts(
    person_ids: Iterable[int],
    slot: Slot | None,
    *,
    scope: Scope | None = None,
    but: Collection[int] = (),
) -> dict[int, tuple[Collision, ...]]:
    """Return what collides with `slot` for each of `person_ids` who is busy; whoever is free is not in it.

    `scope`: whose eyes see the answer; without it nothing but "busy then" is said. `but`: occurrences that do
    not count, such as the one that is being moved. Without `slot` (any time that week) nothing collides.
    """
    return Diary(person_ids, [slot]).conflicts(slot, scope=scope, but=but)


class Diary:
    """The duties of some people near each of `slots`, read in one query: see `conflicts`."""

    def __init__(self, person_ids: Iterable[int], slots: Iterable[Slot | None]) -> None:
        hours = [slot for slot in slots if slot]
        duties = _duties(person_ids, hours) if hours else ()
        self._busy = [(d.person_id, d.occurrence, slot_of(d.occurrence)) for d in duties]

    def conflicts(
        self, slot: Slot | None, *, scope: Scope | None = None, but: Collection[int] = ()
    ) -> dict[int, tuple[Collision, ...]]:
        """Return what collides with `slot`, one of those that the diary was read for, as `conflicts` does."""
        found: dict[int, list[Collision]] = defaultdict(list)
        for person_id, occurrence, other in self._busy if slot else ():
            if other and slot and occurrence.pk not in but and collide(slot, other):
                found[person_id].append(_collision(occurrence, slot, other, scope))
        return {pk: tuple(some) for pk, some in found.items()}


def busy_slots(
    person_ids: Iterable[int], starts: datetime, ends: datetime
) -> dict[int, tuple[Slot, ...]]:
    """Return when and where each of `person_ids` is busy at some time between the two, in one query."""
    found: dict[int, list[Slot]] = defaultdict(list)
    for duty in _duties(person_ids, [Slot(starts, ends)]):
        slot = slot_of(duty.occurrence)
        if slot and slot.starts < ends and starts < slot.ends:
            found[duty.person_id].append(slot)
    return {pk: tuple(slots) for pk, slots in found.items()}


def slot_of(
    occurrence: Occurrence, starts: datetime | None = None, ends: datetime | None = None
) -> Slot | None:
    """Return when and where `occurrence` keeps somebody busy, or None when any time that week will do.

    With `starts`: as if it were moved there. Reads `ring` and `receiver.municipality`: select them for many.
    """
    if occurrence.span == ScheduleRule.Span.WEEK:
        return None
    ring = occurrence.ring
    if starts is None:
        starts, ends = occurrence.starts_at, occurrence.ends_at
    elif ends is None and occurrence.ends_at:
        ends = starts + (occurrence.ends_at - occurrence.starts_at)
    minutes = ring.slot_minutes if ring else 0
    is_call = occurrence.kind == "call"
    return Slot(
        starts=starts,
        ends=slot_end(occurrence.kind, starts, ends, minutes),
        place=None if is_call else place_of(occurrence.receiver),
        together=f"{ring.pk}/{local_date(starts, occurrence.zone)}" if ring and is_call else "",
    )


def place_of(person: Person) -> Place:
    """Return where `person` lives, as exactly as distances need it. Reads `municipality`."""
    home = person.municipality
    return Place(home.pk, float(home.latitude), float(home.longitude), person.village)


def _duties(person_ids: Iterable[int], slots: Collection[Slot]) -> list[Assignment]:
    """Return the live duties of `person_ids` near the hours of `slots`."""
    first, last = min(slot.starts for slot in slots), max(slot.ends for slot in slots)
    return _begun_between(set(person_ids), first - FURTHEST, last + FURTHEST)


@kept
def _begun_between(
    people: Collection[int], after: datetime, before: datetime
) -> QuerySet[Assignment]:
    near = Assignment.objects.filter(
        person__in=people,
        state__in=Assignment.LIVE,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__starts_at__gt=after,
        occurrence__starts_at__lt=before,
    )
    return near.select_related("occurrence__ring", "occurrence__receiver__municipality").order_by(
        "occurrence__starts_at", "pk"
    )


def _collision(occurrence: Occurrence, slot: Slot, other: Slot, scope: Scope | None) -> Collision:
    if scope is None or not scope.covers(occurrence.municipality_id, occurrence.association_id):
        return Collision(other.starts, other.ends)
    overlaps = slot.starts < other.ends and other.starts < slot.ends
    return Collision(
        starts=other.starts,
        ends=other.ends,
        way_minutes=0 if overlaps else travel_minutes(slot.place, other.place),
        occurrence_id=occurrence.pk,
        kind=occurrence.kind,
        receiver=occurrence.receiver.first_name,
    )


def _hour(moment: datetime) -> str:
    wall = local_time(moment)
    return f"{wall.hour}.{wall:%M}"


def note_overruled(
    subject: str, subject_id: int, state: str, *, why: str, by: Actor, now: datetime
) -> None:
    """Write that a person went on although somebody is busy then, and why: `subject` is occurrence or ring."""
    AuditEntry.objects.record(
        subject=subject,
        subject_id=subject_id,
        event=OVERRULED,
        before=state,
        after=state,
        reason=why[:LONGEST_REASON],
        by=by,
        at=now,
    )


def busy_hours(found: Iterable[Collision]) -> Iterator[str]:
    """Yield each collision in words, once."""
    yield from dict.fromkeys(str(collision) for collision in found)
