"""Who may be asked to stand in, in the order in which they are asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import F, Max, Q

from people.models import Person
from rings.models import Occurrence, Offer, OfferPolicy, Ring, RingMember
from rings.rules.plan import Facts, Window
from rings.services.attending.bars import BarBook
from rings.services.busy.conflicts import conflicts, slot_of
from volunteers.models import AvailableWindow, Volunteer

USUAL_WAVE = 5


def candidates(occurrence: Occurrence, bars: BarBook, *, but: Collection[int] = ()) -> list[Person]:
    """Return who may stand in that day, without those `but`: whoever was asked longest ago comes first.

    First the others of the ring, whatever their hours: they know the resident. Then, if the ring says so, other
    volunteers of the municipality who do such tasks and are free at that hour.
    """
    not_these = {occurrence.receiver_id, *but}
    of_ring = _by_longest_unasked(_fit(_of_ring(occurrence, not_these), occurrence, bars))
    ring = occurrence.ring
    if ring is None or ring.stand_ins != Ring.StandIns.AREA:
        return of_ring
    others = _of_area(occurrence, not_these | {p.pk for p in of_ring})
    return [*of_ring, *_by_longest_unasked(_fit(others, occurrence, bars))]


def wave_size(occurrence: Occurrence) -> int:
    """Return how many are asked at once: as the association says, else as is usual."""
    rows = OfferPolicy.objects.filter(
        Q(association=occurrence.association_id) | Q(association=None)
    )
    own_first = rows.order_by(F("association").asc(nulls_last=True))
    return own_first.values_list("wave_size", flat=True).first() or USUAL_WAVE


def _of_ring(occurrence: Occurrence, not_these: Iterable[int]) -> list[Person]:
    helps = (RingMember.Role.HELPER, RingMember.Role.BOTH)
    members = RingMember.objects.on(occurrence.nominal_date).filter(
        ring=occurrence.ring_id, role__in=helps
    )
    rows = members.exclude(person__in=not_these).select_related("person")
    return [member.person for member in rows]


def _of_area(occurrence: Occurrence, not_these: Iterable[int]) -> list[Person]:
    rows = Volunteer.objects.filter(
        state=Volunteer.State.ACTIVE, person__municipality=occurrence.municipality_id
    )
    rows = rows.exclude(person__in=not_these).select_related("person").order_by("person_id")
    able = {row.person_id: row.person for row in rows if occurrence.kind in row.tasks}
    closed = _closed_at(able, occurrence)
    return [person for pk, person in able.items() if pk not in closed]


def _closed_at(person_ids: Iterable[int], occurrence: Occurrence) -> set[int]:
    """Return who has said which hours are free, and not that one."""
    rows = AvailableWindow.objects.filter(volunteer__person__in=list(person_ids))
    windows: dict[int, list[Window]] = defaultdict(list)
    columns = rows.values_list("volunteer__person_id", "weekday", "starts", "ends")
    for pk, weekday, starts, ends in columns:
        windows[pk].append(Window(weekday, starts, ends))
    day, hour = occurrence.nominal_date, occurrence.wall_time
    return {pk for pk, some in windows.items() if Facts(windows=tuple(some)).bar(day, hour)}


def _fit(people: Sequence[Person], occurrence: Occurrence, bars: BarBook) -> list[Person]:
    """Return those of `people` who may have the duty on that day and do nothing else at that hour."""
    if not people:
        return []
    day = occurrence.nominal_date
    ids = {p.pk for p in people}
    known, busy = bars.on(day, ids), conflicts(ids, slot_of(occurrence), but=[occurrence.pk])
    topology, receiver_id = occurrence.topology, occurrence.receiver_id
    return [
        p
        for p in people
        if p.pk not in busy
        and not known.helper_bar(p.pk, day, topology=topology, receiver_id=receiver_id)
    ]


def _by_longest_unasked(people: Sequence[Person]) -> list[Person]:
    """Return `people`, never asked first, then by when they were asked last; else in the order given."""
    if not people:
        return []
    asked = Offer.objects.filter(person__in=[p.pk for p in people]).order_by()
    rows = asked.values_list("person_id").annotate(at=Max("asked_at"))
    last: dict[int, datetime] = dict(rows)
    never = [p for p in people if p.pk not in last]
    return [*never, *sorted((p for p in people if p.pk in last), key=lambda p: last[p.pk])]
