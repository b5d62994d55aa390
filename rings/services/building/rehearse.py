"""A rehearsal of a ring before it is published: eight weeks in memory. Nothing is kept, nobody is told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from rings.models import Ring
from rings.rules.asked import PassedOver
from rings.rules.schedule import monday_of
from rings.services.building.sheet import HelperRow, Sheet, sheet_of
from rings.services.matching.ask import AT_HOME, policy_of


@dataclass(frozen=True)
class RehearsedWeek:
    """One week: turns `planned`, of them `gaps` that nobody can do, and how many different people act."""

    monday: date
    planned: int
    gaps: int
    people: int


@dataclass(frozen=True)
class DayWithout:
    """A day on which `receivers` (numbers of people) have nobody, and who cannot then, and why."""

    day: date
    receivers: tuple[int, ...]
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class Overloaded:
    """A helper who in some week has more people, or more days with a task, than they can have."""

    row: HelperRow
    people: int
    most_people: int
    days: int
    most_days: int

    @property
    def has_too_many_people(self) -> bool:
        """Tell whether it is too many people."""
        return self.people > self.most_people

    @property
    def has_too_many_days(self) -> bool:
        """Tell whether it is too many days."""
        return self.days > self.most_days


@dataclass(frozen=True)
class Rehearsal:
    """What eight weeks would be."""

    sheet: Sheet
    weeks: tuple[RehearsedWeek, ...]
    without: tuple[DayWithout, ...]
    overloaded: tuple[Overloaded, ...]

    @property
    def is_smooth(self) -> bool:
        """Tell whether everybody always has somebody, and nobody has too much."""
        return bool(self.sheet.found.total) and not self.without and not self.overloaded


def rehearse(ring: Ring, now: datetime) -> Rehearsal:
    """Return what eight weeks of `ring`, as it stands, would be."""
    sheet = sheet_of(ring, now)
    return Rehearsal(
        sheet=sheet,
        weeks=tuple(_week(sheet, monday) for monday in sheet.mondays),
        without=tuple(_days_without(sheet)),
        overloaded=tuple(_overloaded(sheet)),
    )


def _week(sheet: Sheet, monday: date) -> RehearsedWeek:
    dues = [d for day in sheet.found.days if monday_of(day.day) == monday for d in day.due]
    people = {due.helper_id for due in dues} - {None}
    gaps = sum(due.helper_id is None for due in dues)
    return RehearsedWeek(monday, len(dues), gaps, len(people))


def _days_without(sheet: Sheet) -> list[DayWithout]:
    return [
        DayWithout(
            day=day.day,
            receivers=tuple(due.receiver_id for due in day.gaps),
            passed_over=tuple(dict.fromkeys(p for due in day.gaps for p in due.passed_over)),
        )
        for day in sheet.found.days
        if day.gaps
    ]


def _overloaded(sheet: Sheet) -> Iterator[Overloaded]:
    """Yield who would have more in one week than their own wish, or else the association, allows."""
    ring, found = sheet.ring, sheet.found
    if ring.topology in {Ring.Topology.CIRCLE, Ring.Topology.CALL_IN}:
        return
    policy = policy_of(ring.association)
    usual = policy.visit_capacity if ring.kind in AT_HOME else policy.call_capacity
    dues = [(day.day, due) for day in found.days for due in day.due]
    people = _most_a_week((due.helper_id, day, due.receiver_id) for day, due in dues)
    days = _most_a_week((due.helper_id, day, day) for day, due in dues)
    for row in sheet.helpers:
        pk, own = row.member.person_id, row.member.person.volunteer.capacity
        most = usual if own is None else own
        one = Overloaded(row, people[pk], most, days[pk], policy.days_a_week)
        if one.has_too_many_people or one.has_too_many_days:
            yield one


def _most_a_week(rows: Iterable[tuple[int | None, date, object]]) -> Counter[int | None]:
    """Return for each helper how many different things of (helper, day, thing) there are in their fullest week."""
    weeks: dict[tuple[int | None, date], set[object]] = defaultdict(set)
    for helper, day, thing in rows:
        weeks[helper, monday_of(day)].add(thing)
    most: Counter[int | None] = Counter()
    for (helper, _monday), things in weeks.items():
        most[helper] = max(most[helper], len(things))
    return most
