"""What is counted for one month in one place, and the figures that come of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from directory.scope import Scope
from rings.rules import measures as rules


@dataclass(frozen=True)
class Span:
    """The months that are counted, the oldest first, as somebody with `scope` sees them on the day `today`."""

    scope: Scope
    months: Sequence[date]
    today: date

    @property
    def start(self) -> date:
        """The first day."""
        return self.months[0]

    @property
    def end(self) -> date:
        """The day after the last."""
        return rules.end_of(self.months[-1], self.today)

    def ends(self) -> Iterator[tuple[date, date]]:
        """Yield each month with the day after the last that counts."""
        return ((month, rules.end_of(month, self.today)) for month in self.months)


@dataclass(frozen=True)
class Figures:
    """One line of the table. Shares are 0–1, None where nothing happened that could be counted."""

    turns: int
    fill_rate: float | None
    fill_hours: float | None
    waiting: int
    waiting_days: float | None
    helpers: float | None
    continuity: float | None
    volunteers: int
    gini: float | None
    unasked: int
    idle: int


@dataclass
class Tally:
    """The raw counts of one month in one place."""

    wanted: int = 0
    done: int = 0
    fill_hours: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    contacts: defaultdict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    # Of every active volunteer, also of those who did nothing.
    minutes: dict[int, int] = field(default_factory=dict)
    unasked: int = 0
    idle: int = 0

    def figures(self) -> Figures:
        """Return what the counts come to."""
        return Figures(
            turns=self.wanted,
            fill_rate=rules.share(self.done, self.wanted),
            fill_hours=rules.middle(self.fill_hours),
            waiting=len(self.waits),
            waiting_days=rules.middle(self.waits),
            helpers=rules.helpers_each(self.contacts),
            continuity=rules.continuity(self.contacts),
            volunteers=len(self.minutes),
            gini=rules.gini(self.minutes.values()),
            unasked=self.unasked,
            idle=self.idle,
        )


class Tallies:
    """The counts by month and place; the place None is everywhere."""

    def __init__(self) -> None:
        self._cells: defaultdict[tuple[date, int | None], Tally] = defaultdict(Tally)

    def both(self, month: date, place: int) -> Iterator[Tally]:
        """Yield the tally of the place and that of everywhere: whatever happened counts in both."""
        yield self._cells[month, place]
        yield self._cells[month, None]

    def places(self, month: date) -> list[int]:
        """Return the places in which anything was counted in `month`."""
        return [place for when, place in self._cells if when == month and place is not None]

    def figures(self, month: date, place: int | None) -> Figures:
        """Return the line of one month in one place."""
        return self._cells.get((month, place), Tally()).figures()
