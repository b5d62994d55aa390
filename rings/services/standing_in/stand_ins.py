"""Who may be asked to stand in, in the order in which they are asked: read for many occurrences together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property

from django.db.models import Max, QuerySet, prefetch_related_objects

from directory.kept import kept
from notifications.services.numbers import number_for, with_numbers
from people.models import Person
from rings.models import Occurrence, Offer, OfferPolicy, Ring, RingMember
from rings.rules.plan import Facts, Window
from rings.services.attending.bars import BarBook
from rings.services.busy.conflicts import Diary, slot_of
from volunteers.models import AvailableWindow, Volunteer

USUAL_WAVE = 5
NEVER = datetime.min.replace(tzinfo=UTC)


class StandInBook:
    """Who may stand in for each of some occurrences, in a few queries for all of them.

    First the others of the ring, whatever their hours: they know the resident. Then, if the ring says so, other
    volunteers of the municipality who do such tasks and are free at that hour.
    """

    def __init__(self, occurrences: Sequence[Occurrence], bars: BarBook) -> None:
        self._bars = bars
        self._waves = _waves(occurrences)
        of_ring, of_area = _of_rings(occurrences), _of_areas(occurrences)
        everybody: dict[int, Person] = {}
        of_day: dict[date, set[int]] = defaultdict(set)
        self._possible: dict[int, list[list[Person]]] = {}
        for one in occurrences:
            others = self._others(one, of_ring[one.pk], of_area[one.pk])
            # Of whoever is in several rings one object is kept: their numbers are read once.
            self._possible[one.pk] = [
                [everybody.setdefault(person.pk, person) for person in some] for some in others
            ]
            of_day[one.nominal_date] |= {person.pk for some in others for person in some}
        for day, ids in of_day.items():
            bars.on(day, ids)
        with_numbers(everybody.values())
        at_home = [o.receiver for o in occurrences if o.kind != Ring.Kind.CALL]
        prefetch_related_objects(at_home, "municipality")
        self._diary = Diary(everybody, [slot_of(occurrence) for occurrence in occurrences])
        self._last_asked = _last_asked(everybody)

    def next_wave(self, occurrence: Occurrence, now: datetime) -> list[Person]:
        """Return whom to ask at `now`, as many as the association asks at once: they come last from now on."""
        able = [person for person in self.candidates(occurrence) if number_for(person)]
        wave = able[: self._wave_size(occurrence)] if able else []
        self._last_asked |= {person.pk: now for person in wave}
        return wave

    def last_wave(self, occurrence: Occurrence) -> int:
        """Return how many waves have been asked already."""
        return max(self._waves[occurrence.pk].values(), default=0)

    def candidates(self, occurrence: Occurrence) -> list[Person]:
        """Return who may stand in: whoever was asked longest ago comes first."""
        return [p for some in self._possible[occurrence.pk] for p in self._fit(some, occurrence)]

    def _others(
        self, occurrence: Occurrence, of_ring: Sequence[Person], of_area: Sequence[Person]
    ) -> tuple[list[Person], list[Person]]:
        """Leave out who has been asked already, and who had it before and gave it away."""
        before = {duty.person_id for duty in occurrence.assignments.all()}
        not_these = {occurrence.receiver_id, *self._waves[occurrence.pk], *before}
        near = [p for p in of_ring if p.pk not in not_these]
        not_these |= {person.pk for person in near}
        return near, [p for p in of_area if p.pk not in not_these]

    def _fit(self, people: Sequence[Person], occurrence: Occurrence) -> list[Person]:
        """Return those of `people` who may have the duty that day and do nothing else at that hour, in order."""
        day, topology = occurrence.nominal_date, occurrence.topology
        known = self._bars.on(day, [person.pk for person in people])
        busy = self._diary.conflicts(slot_of(occurrence), but=[occurrence.pk])
        free = [
            person
            for person in people
            if person.pk not in busy
            and not known.helper_bar(
                person.pk, day, topology=topology, receiver_id=occurrence.receiver_id
            )
        ]
        return sorted(free, key=lambda person: self._last_asked.get(person.pk, NEVER))

    def _wave_size(self, occurrence: Occurrence) -> int:
        """Return how many are asked at once: as the association says, else as is usual."""
        sizes = self._wave_sizes
        return sizes.get(occurrence.association_id) or sizes.get(None) or USUAL_WAVE

    @cached_property
    def _wave_sizes(self) -> dict[int | None, int]:
        return dict(OfferPolicy.objects.values_list("association", "wave_size"))


def _waves(occurrences: Iterable[Occurrence]) -> Mapping[int, Mapping[int, int]]:
    """Return in which wave each person was asked about each of `occurrences`."""
    waves: dict[int, dict[int, int]] = defaultdict(dict)
    for offer in _offers_of([o.pk for o in occurrences]):
        waves[offer.occurrence_id][offer.person_id] = offer.wave
    return waves


@kept
def _offers_of(occurrences: list[int]) -> QuerySet[Offer]:
    return Offer.objects.filter(occurrence__in=occurrences).order_by()


def _last_asked(person_ids: Iterable[int]) -> dict[int, datetime]:
    asked = Offer.objects.filter(person__in=list(person_ids)).order_by()
    return dict(asked.values_list("person").annotate(at=Max("asked_at")))


def _of_rings(occurrences: Iterable[Occurrence]) -> Mapping[int, Sequence[Person]]:
    """Return the helpers of the ring of each of `occurrences` on its day."""
    by_day: dict[date, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        by_day[occurrence.nominal_date].append(occurrence)
    found: dict[int, Sequence[Person]] = defaultdict(list)
    for day, of_day in by_day.items():
        rings = {o.ring_id for o in of_day if o.ring_id}
        members: dict[int, dict[int, Person]] = defaultdict(dict)
        for member in _helpers(rings, day):
            members[member.ring_id][member.person_id] = member.person
        found |= {o.pk: list(members[o.ring_id].values()) for o in of_day if o.ring_id}
    return found


@kept
def _helpers(rings: Collection[int], day: date) -> QuerySet[RingMember]:
    helps = (RingMember.Role.HELPER, RingMember.Role.BOTH)
    rows = RingMember.objects.on(day).filter(ring__in=rings, role__in=helps)
    return rows.select_related("person").order_by("position", "pk")


def _of_areas(occurrences: Iterable[Occurrence]) -> Mapping[int, Sequence[Person]]:
    """Return the volunteers of the municipality who do such tasks at that hour, where the ring asks them too."""
    asking = [o for o in occurrences if o.ring and o.ring.stand_ins == Ring.StandIns.AREA]
    if not asking:
        return defaultdict(list)
    rows = Volunteer.objects.filter(
        state=Volunteer.State.ACTIVE,
        person__municipality__in={o.municipality_id for o in asking},
    )
    volunteers = list(rows.select_related("person").order_by("person_id"))
    free = _free_hours(volunteer.person_id for volunteer in volunteers)
    found: dict[int, Sequence[Person]] = defaultdict(list)
    for occurrence in asking:
        found[occurrence.pk] = [
            volunteer.person
            for volunteer in volunteers
            if volunteer.person.municipality_id == occurrence.municipality_id
            and occurrence.kind in volunteer.tasks
            and not free[volunteer.person_id].bar(occurrence.nominal_date, occurrence.wall_time)
        ]
    return found


def _free_hours(person_ids: Iterable[int]) -> Mapping[int, Facts]:
    """Return which hours each has said are free; who has said none is free at any."""
    windows: dict[int, list[Window]] = {pk: [] for pk in person_ids}
    rows = AvailableWindow.objects.filter(volunteer__person__in=windows.keys())
    columns = rows.values_list("volunteer__person_id", "weekday", "starts", "ends")
    for pk, weekday, starts, ends in columns:
        windows[pk].append(Window(weekday, starts, ends))
    return {pk: Facts(windows=tuple(some)) for pk, some in windows.items()}
