"""How one true count is shown, and how uncertain it has to stay: one rule for every table, chart and file.

Persons are shown in bands of five from below; fewer than five, none among them, are "under 5". Events are rounded
down to tens, and not shown when fewer than five people stand behind them or one makes more than half of them.
The same count always shows the same. Width in possible whole values.
"""

from dataclasses import dataclass
from math import ceil, floor

from reports.disclosure.cells import Kind, Measure, Shown, Truth, Unit

PERSONS_BASE, EVENTS_BASE = 5, 10
FEW_PEOPLE = 5
MOST_SHARE = 0.5
# A hidden figure of many must stay uncertain by this part of itself on each side.
MARGIN = 0.15


@dataclass(frozen=True)
class Need:
    """What must remain possible of a protected count: so many values, and everything from `low` to `high`."""

    values: int
    low: int
    high: int

    def is_met(self, low: int, high: int | None) -> bool:
        """Tell whether a reader who can narrow the count to [low, high] still knows too little."""
        wide = high is None or high - low + 1 >= self.values
        return wide and low <= self.low and (high is None or high >= self.high)


def base_of(measure: Measure) -> int:
    """Return the width of the measure's bands."""
    return PERSONS_BASE if measure.unit == Unit.PERSONS else EVENTS_BASE


def show(truth: Truth, measure: Measure) -> Shown:
    """Return what is shown of `truth` before anything is coarsened."""
    if measure.unit == Unit.PERSONS:
        if truth.value < FEW_PEOPLE:
            return Shown(Kind.SMALL)
    elif is_of_few(truth):
        return Shown(Kind.HIDDEN)
    base = base_of(measure)
    return Shown(Kind.BAND, truth.value // base * base)


def need_of(truth: Truth, measure: Measure) -> Need | None:
    """Return how uncertain the count has to stay; None when it needs no protection."""
    if measure.unit == Unit.PERSONS:
        if truth.value >= FEW_PEOPLE:
            return None
        return Need(PERSONS_BASE, truth.value, truth.value)
    if not is_of_few(truth):
        return None
    low, high = floor(truth.value * (1 - MARGIN)), ceil(truth.value * (1 + MARGIN))
    return Need(EVENTS_BASE, low, high)


def is_of_few(truth: Truth) -> bool:
    """Tell whether few people stand behind a count of events, or one of them behind most of it."""
    return truth.contributors < FEW_PEOPLE or truth.top_share > MOST_SHARE
