"""Calendar quarters and years, by local date: pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

QUARTERS = 4
MONTHS = 3
_NAMED = re.compile(r"(20\d\d)(?:Q([1-4]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A year, or one of its quarters (1 to 4); 0 is the whole year."""

    year: int
    quarter: int = 0

    def __str__(self) -> str:
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def first_day(self) -> date:
        """The first local date."""
        return date(self.year, (self.quarter - 1) * MONTHS + 1 if self.quarter else 1, 1)

    @property
    def end(self) -> date:
        """The day after the last."""
        if self.quarter in {0, QUARTERS}:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.quarter * MONTHS + 1, 1)

    @property
    def is_year(self) -> bool:
        """Tell whether it is a whole year."""
        return not self.quarter

    def holds(self, day: date) -> bool:
        """Tell whether the local date `day` lies in it."""
        return self.first_day <= day < self.end

    def before(self, many: int) -> "Iterator[Period]":
        """Yield the `many` quarters before this quarter, the oldest first."""
        number = self.year * QUARTERS + self.quarter - 1
        for each in range(number - many, number):
            yield Period(each // QUARTERS, each % QUARTERS + 1)


def named(text: str) -> Period | None:
    """Return the period that `text` names: "2026Q3" or "2026"."""
    found = _NAMED.fullmatch(text)
    return Period(int(found[1]), int(found[2] or 0)) if found else None


def quarters_of(year: int) -> Iterator[Period]:
    """Yield the four quarters of `year`."""
    return (Period(year, quarter) for quarter in range(1, QUARTERS + 1))


def with_its_year(quarter: Period) -> tuple[Period, ...]:
    """Return what is published after the close of `quarter`: itself, and after the last also the year."""
    return (quarter, Period(quarter.year)) if quarter.quarter == QUARTERS else (quarter,)
