"""The limits of a calendar year: what a claim comes to within them, and how near a driver is. Pure rules.

In Finland kilometre allowances to volunteers of non-profit bodies are free of tax up to 3,000 € a year; the 20
days are those of daily allowances (income tax act 71 §; Tax Administration guide VH/801/00.01.00/2023). So the
euros divide a claim into a part within and a part above; the days are only marked, for whoever approves to see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rides.rules.mileage import Line, Rate

NEAR_PERCENT, FULL_PERCENT = 80, 100


class Level(StrEnum):
    """How near to a limit."""

    FINE = "fine"
    NEAR = "near"
    FULL = "full"


@dataclass(frozen=True)
class Used:
    """What a driver has had of one year: cents paid or to be paid, and the days counted."""

    cents: int = 0
    days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Settled:
    """A line beside its limits: `shared` was paid by riders, `over` of the rest is above the year's euros."""

    line: Line
    shared: int
    over: int
    over_days: bool

    @property
    def payable(self) -> int:
        """Return the cents that are paid out."""
        return self.line.cents - self.shared


@dataclass(frozen=True)
class Watch:
    """How much of a year a driver has had."""

    used: Used
    most_cents: int
    most_days: int
    level: Level = field(init=False)

    def __post_init__(self) -> None:
        """Work out the level: the worse of the two."""
        worst = max(self.euro_percent, self.day_percent)
        level = Level.NEAR if worst >= NEAR_PERCENT else Level.FINE
        object.__setattr__(self, "level", Level.FULL if worst >= FULL_PERCENT else level)

    @property
    def euro_percent(self) -> int:
        """Return the part of the euros that is used; never rounded up to a limit that is not reached."""
        return _percent(self.used.cents, self.most_cents)

    @property
    def day_percent(self) -> int:
        """Return the part of the days that is used."""
        return _percent(len(self.used.days), self.most_days)


def settle(lines: Sequence[Line], shared_cents: int, used: Mapping[int, Used]) -> list[Settled]:
    """Take what riders have paid off the earliest lines, and part the rest at the limits of each line's year.

    `used` is what other claims have had, by year. Riders never pay more than the lines come to: see `most_shared`.
    """
    years = dict(used)
    left = shared_cents
    rows: list[Settled] = []
    for line in lines:
        shared = min(left, line.cents)
        left -= shared
        before = years.get(line.day.year, Used())
        row = _against(line, shared, before)
        days = before.days if row.over_days else before.days | {line.day}
        years[line.day.year] = Used(before.cents + row.payable, days)
        rows.append(row)
    return rows


def _against(line: Line, shared: int, before: Used) -> Settled:
    room = max(line.rate.most_cents - before.cents, 0)
    over = max(line.cents - shared - room, 0)
    full = len(before.days) >= line.rate.most_days
    return Settled(line, shared, over, over_days=full and line.day not in before.days)


def most_shared(lines: Sequence[Line]) -> int:
    """Return the cents that all riders of a run may pay together: never above the allowance, so never a fare."""
    return sum(line.cents for line in lines)


def watch(used: Used, rate: Rate) -> Watch:
    """Return how near `used` is to the limits of `rate`."""
    return Watch(used, rate.most_cents, rate.most_days)


def _percent(part: int, whole: int) -> int:
    return part * 100 // whole if whole else FULL_PERCENT
