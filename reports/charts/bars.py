"""Bars: the lower end of a band drawn solid, what it may be beyond that hatched. Lengths in per cent.

A count of a few and one that is not shown have one fixed look each, whatever else is in the chart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# The rest of the drawing is for the words behind the longest bar.
LONGEST = 62.0
# How long the bar of a few, and of what is not shown, is everywhere.
FIXED = 7.0
BAND, SMALL, HIDDEN = "band", "small", "hidden"


class Amount(Protocol):
    """A count as it is shown: its words, what it may be (None: unknown), and its state."""

    @property
    def words(self) -> str: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def state(self) -> str: ...


@dataclass(frozen=True)
class Bar:
    """One bar. `solid` is its sure part, `hatched` what may be beyond it, `end` where the words begin.

    `look` is the amount's state: "band", "small", "hidden" or "not_offered" (which has no bar at all).
    """

    name: str
    words: str
    look: str
    solid: float
    hatched: float

    @property
    def end(self) -> float:
        """Return where the bar ends."""
        return round(self.solid + self.hatched, 2)


def bars(amounts: Iterable[tuple[str, Amount]], greatest: int | None = None) -> tuple[Bar, ...]:
    """Return a bar for each name and amount, in the order given; the longest fills `LONGEST`.

    `greatest`: what the longest stands for where several charts share one scale.
    """
    rows = list(amounts)
    top = greatest or greatest_of(amount for _name, amount in rows)
    return tuple(_bar(name, amount, LONGEST / top) for name, amount in rows)


def greatest_of(amounts: Iterable[Amount]) -> int:
    """Return the upper edge of the highest band that is shown; 1 when there is none."""
    return max((edge(amount) for amount in amounts if amount.state == BAND), default=1)


def edge(amount: Amount) -> int:
    """Return the first whole number above what the amount may be."""
    return (amount.high or 0) + 1


def _bar(name: str, amount: Amount, unit: float) -> Bar:
    if amount.state == BAND:
        low = amount.low or 0
        solid, hatched = low * unit, (edge(amount) - low) * unit
    else:
        solid, hatched = 0.0, FIXED if amount.state in {SMALL, HIDDEN} else 0.0
    return Bar(name, amount.words, amount.state, round(solid, 2), round(hatched, 2))
