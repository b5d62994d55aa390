"""A week as a grid: a row for each ring and hour, or for each helper; a column for each day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from people.models import Person
from rings.models import Assignment, Occurrence
from rings.models.occurrence import OccurrenceQuerySet

A_WEEK = 7
State, Reason = Occurrence.State, Occurrence.Reason
# What the plan itself took away was never anybody's: it is not shown. What people called off is.
NEVER_WAS = Q(state=State.MOVED) | Q(
    state=State.CANCELLED, reason__in=Occurrence.CANCELLED_BY_PLAN - {Reason.AWAY}
)
RowKey = tuple[str, int, time]


@dataclass(frozen=True)
class Line:
    """One call, visit or request in a cell. `helper` is None when nobody has it; `is_gap`: somebody is needed."""

    occurrence: Occurrence
    helper: Person | None
    is_gap: bool

    @property
    def is_called_off(self) -> bool:
        """Tell whether somebody called it off."""
        return self.occurrence.state == State.CANCELLED


@dataclass(frozen=True)
class Cell:
    """One row's lines of one day, in order of the hour."""

    day: date
    lines: tuple[Line, ...] = ()

    @property
    def gaps(self) -> int:
        """Return for how many nobody is there for certain."""
        return sum(line.is_gap for line in self.lines)

    @property
    def called_off(self) -> int:
        """Return how many somebody called off."""
        return sum(line.is_called_off for line in self.lines)

    @property
    def helpers(self) -> list[Person]:
        """Return who does it, each once."""
        standing = (line for line in self.lines if not line.is_called_off)
        return list(dict.fromkeys(line.helper for line in standing if line.helper))


@dataclass(frozen=True)
class Row:
    """One ring at one hour, or one helper; without either, what nobody has. One-off requests have no ring."""

    sample: Occurrence
    helper: Person | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class DayList:
    """One day with the cells of all rows that have any: the same week for a narrow page."""

    day: date
    cells: tuple[tuple[Row, Cell], ...]


@dataclass(frozen=True)
class Week:
    """The seven days and the rows; `total` and `gaps` count all of the week, also of rows not shown."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]
    total: int
    gaps: int


def in_week(seen: OccurrenceQuerySet, monday: date) -> QuerySet[Occurrence]:
    """Return what `seen` holds of the week from `monday`, ready for `grid`; three queries."""
    duties = Assignment.objects.exclude(state=Assignment.State.RELEASED).select_related("person")
    rows = seen.filter(nominal_date__gte=monday, nominal_date__lt=monday + timedelta(days=A_WEEK))
    return (
        rows.exclude(NEVER_WAS)
        .select_related("ring", "receiver", "gig__service_line")
        .prefetch_related(
            Prefetch("assignments", queryset=duties.order_by("-pk"), to_attr="latest")
        )
        .order_by("wall_time", "starts_at", "pk")
    )


def grid(occurrences: Iterable[Occurrence], monday: date, *, by_person: bool = False) -> Week:
    """Return the week of `occurrences` by ring and hour, or by helper with what nobody has first."""
    lines = [_line(occurrence) for occurrence in occurrences]
    key = _of_person if by_person else _of_ring
    days = tuple(monday + timedelta(days=n) for n in range(A_WEEK))
    return Week(days, _rows(lines, days, key), len(lines), sum(line.is_gap for line in lines))


def with_gaps(rows: Iterable[Row]) -> list[Row]:
    """Return the rows in which somebody is missing."""
    return [row for row in rows if any(cell.gaps for cell in row.cells)]


def by_day(days: Sequence[date], rows: Sequence[Row]) -> list[DayList]:
    """Return the same cells day by day, without the empty ones."""
    return [
        DayList(day, tuple((row, row.cells[n]) for row in rows if row.cells[n].lines))
        for n, day in enumerate(days)
    ]


def _line(occurrence: Occurrence) -> Line:
    latest: list[Assignment] = occurrence.latest  # type: ignore[attr-defined]  # prefetched
    newest = next((a for a in latest if a.is_live), latest[0] if latest else None)
    is_held = newest is not None and newest.state == Assignment.State.HELD
    helper = newest.person if newest and (newest.is_live or not occurrence.is_open) else None
    return Line(occurrence, helper, occurrence.is_open and not is_held)


def _rows(
    lines: Iterable[Line], days: Sequence[date], key: Callable[[Line], RowKey]
) -> tuple[Row, ...]:
    grouped: dict[RowKey, list[Line]] = defaultdict(list)
    for line in lines:
        grouped[key(line)].append(line)
    return tuple(_row(grouped[key], days) for key in sorted(grouped))


def _row(lines: Sequence[Line], days: Sequence[date]) -> Row:
    by_date: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        by_date[line.occurrence.nominal_date].append(line)
    cells = tuple(Cell(day, tuple(by_date[day])) for day in days)
    return Row(lines[0].occurrence, lines[0].helper, cells)


def _of_ring(line: Line) -> RowKey:
    """Rings by name and hour; one-off requests, which have none, stand last."""
    occurrence = line.occurrence
    if occurrence.ring is None:
        return ("\uffff", 0, time.min)
    return (occurrence.ring.name.casefold(), occurrence.ring.pk, occurrence.wall_time)


def _of_person(line: Line) -> RowKey:
    """Helpers by name; what nobody has stands first."""
    if line.helper is None:
        return ("", 0, time.min)
    return (
        f"{line.helper.last_name} {line.helper.first_name}".casefold(),
        line.helper.pk,
        time.min,
    )
