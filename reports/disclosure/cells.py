"""Dimensions, measures, cells and tables of counts: the words in which protection is reckoned.

A place (`At`) names a member of some dimensions, for example {"municipality": "Kinnula", "period": "2026"}; a
dimension that it leaves out is meant in total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

TOTAL = "*"
# The dimension of time: the years are its first level.
PERIOD = "period"
At = frozenset[tuple[str, str]]


def at(**members: str) -> At:
    """Return the place of these members: at(period="2026") is the total of 2026."""
    return frozenset(members.items())


@dataclass(frozen=True)
class Dimension:
    """`children`: the members below each member, from `TOTAL` down. A member without children is a leaf."""

    name: str
    children: Mapping[str, tuple[str, ...]]

    def __hash__(self) -> int:
        return hash(self.name)

    def below(self, member: str) -> tuple[str, ...]:
        """Return the members directly below `member`."""
        return self.children.get(member, ())

    @cache  # noqa: B019  # a dimension lives as long as the process; there are five
    def leaves(self, member: str) -> tuple[str, ...]:
        """Return the leaves below `member`, or the leaf itself."""
        below = self.below(member)
        return tuple(leaf for each in below for leaf in self.leaves(each)) if below else (member,)

    def line(self, member: str) -> tuple[str, ...]:
        """Return `member` and all below it."""
        return (member, *self.members(member))

    def members(self, root: str = TOTAL) -> Iterator[str]:
        """Yield every member below `root`, parents before children."""
        for each in self.below(root):
            yield each
            yield from self.members(each)


class Unit(StrEnum):
    """What is counted: distinct persons, or things that happened."""

    PERSONS = "persons"
    EVENTS = "events"


@dataclass(frozen=True)
class Measure:
    """A count over `dims`. Over a dimension in `union` distinct persons do not add up."""

    name: str
    unit: Unit
    dims: tuple[str, ...]
    union: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Truth:
    """One true count: how many people stand behind it, and the largest share of one of them (0 to 1)."""

    value: int
    contributors: int
    top_share: float = 0.0


class Kind(StrEnum):
    """How a count is shown: as the lower end of a band, as a few, or not at all."""

    BAND = "band"
    SMALL = "small"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Shown:
    """What a reader sees of one count; `value` is the lower end of its band."""

    kind: Kind
    value: int = 0


@dataclass(frozen=True)
class Table:
    """Cells of one measure published together. `base`: the width of a band; `few`: what "a few" may be."""

    id: str
    release: str
    measure: str
    base: int
    few: tuple[int, int]
    cells: Mapping[At, Shown] = field(default_factory=dict)
    # Where nothing was offered that could be counted: a public fact, and known to be none.
    not_offered: frozenset[At] = frozenset()

    def range_of(self, shown: Shown) -> tuple[int, int | None]:
        """Return the least and the greatest count that `shown` can stand for; None: no greatest."""
        if shown.kind == Kind.BAND:
            return shown.value, shown.value + self.base - 1
        return self.few if shown.kind == Kind.SMALL else (0, None)


@dataclass(frozen=True)
class Frame:
    """The dimensions and measures by name, and which measure never exceeds which: (smaller, larger)."""

    dimensions: Mapping[str, Dimension]
    measures: Mapping[str, Measure]
    at_most: tuple[tuple[str, str], ...] = ()
