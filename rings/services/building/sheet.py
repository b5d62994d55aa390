"""The sheet of the builder: who is contacted by whom in each of the coming weeks, and what that comes to."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.calendar import finnish_holidays
from directory.localtime import local_date
from people.models import Absence, Person
from rings.models import Ring, RingMember
from rings.rules.due import Due
from rings.rules.schedule import A_WEEK, days, monday_of
from rings.services.planning.build import members_on
from rings.services.planning.preview import WEEKS, Preview, preview

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Cell:
    """One resident in one week: who contacts them, how many times each; `gaps` times nobody does."""

    helpers: tuple[tuple[Person, int], ...]
    gaps: int


@dataclass(frozen=True)
class ResidentRow:
    """One resident in order, their hour, and their weeks. `people`: how many different ones contact them."""

    member: RingMember
    hour: time | None
    cells: tuple[Cell, ...]
    people: int


@dataclass(frozen=True)
class HelperRow:
    """One helper: how many turns in each week."""

    member: RingMember
    weeks: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many turns in all."""
        return sum(self.weeks)

    @property
    def most(self) -> int:
        """How many turns in their fullest week."""
        return max(self.weeks, default=0)


@dataclass(frozen=True)
class Sheet:
    """Eight weeks of a ring as it stands. `holidays`, `away`: how many there are of in that time."""

    ring: Ring
    found: Preview
    mondays: tuple[date, ...]
    residents: tuple[ResidentRow, ...]
    helpers: tuple[HelperRow, ...]
    holidays: int
    away: int

    @property
    def days_without(self) -> tuple[date, ...]:
        """The days on which somebody has nobody."""
        return tuple(day.day for day in self.found.days if day.gaps)

    @property
    def fewest_people(self) -> int:
        """How many different people contact whoever has the fewest."""
        return min((row.people for row in self.residents), default=0)

    @property
    def most_people(self) -> int:
        """How many different people contact whoever has the most."""
        return max((row.people for row in self.residents), default=0)

    @property
    def most_a_week(self) -> int:
        """How many turns anybody has in their fullest week."""
        return max((row.most for row in self.helpers), default=0)


def sheet_of(ring: Ring, now: datetime) -> Sheet:
    """Return the sheet of `ring` for eight weeks from today, or from the day on which it begins."""
    today = local_date(now)
    found = preview(ring, starts_of(ring, today))
    mondays = tuple(monday_of(found.first) + n * A_WEEK for n in range(_weeks(found)))
    members = members_on(ring, today)
    served = [m for m in members if m.role != RingMember.Role.HELPER]
    helping = [m for m in members if m.role != RingMember.Role.RESIDENT]
    calendar = finnish_holidays(range(found.first.year, found.last.year + 1))
    return Sheet(
        ring=ring,
        found=found,
        mondays=mondays,
        residents=tuple(_resident_rows(ring, served, found, mondays)),
        helpers=tuple(_helper_rows(helping, found, mondays)),
        holidays=sum(day in calendar.holidays for day in days(found.first, found.last)),
        away=_absences([m.person_id for m in members], found),
    )


def starts_of(ring: Ring, today: date) -> date:
    """Return the day from which `ring` is looked at: today, or the day on which it begins."""
    firsts = [rule.valid_from for rule in ring.rules.all()]
    return max(today, min(firsts, default=today))


def _weeks(found: Preview) -> int:
    whole = found.first.weekday() == 0
    return WEEKS if whole else WEEKS + 1


def _resident_rows(
    ring: Ring, members: Iterable[RingMember], found: Preview, mondays: tuple[date, ...]
) -> Iterable[ResidentRow]:
    dues: dict[int, dict[date, list[Due]]] = defaultdict(lambda: defaultdict(list))
    for day in found.days:
        for due in day.due:
            dues[due.receiver_id][monday_of(day.day)].append(due)
    rule = ring.rules.order_by("round", "pk").first()
    for member in members:
        weeks = dues[member.person_id]
        people = {d.helper_id for some in weeks.values() for d in some} - {None}
        cells = tuple(_cell(weeks[monday], found) for monday in mondays)
        hour = member.wall_time or (rule.wall_time if rule else None)
        yield ResidentRow(member, hour, cells, len(people))


def _cell(dues: Iterable[Due], found: Preview) -> Cell:
    count = Counter(due.helper_id for due in dues)
    gaps = count.pop(None, 0)
    helpers = [(found.people[pk], times) for pk, times in count.most_common() if pk is not None]
    return Cell(tuple(helpers), gaps)


def _helper_rows(
    members: Iterable[RingMember], found: Preview, mondays: tuple[date, ...]
) -> Iterable[HelperRow]:
    count = Counter((d.helper_id, monday_of(day.day)) for day in found.days for d in day.due)
    for member in members:
        yield HelperRow(member, tuple(count[member.person_id, monday] for monday in mondays))


def _absences(person_ids: Iterable[int], found: Preview) -> int:
    rows = Absence.objects.filter(
        person__in=person_ids, cancelled_at=None, starts_on__lte=found.last
    )
    return rows.exclude(returns_on__lte=found.first).count()
