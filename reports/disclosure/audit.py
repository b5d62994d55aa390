"""The audit before a release: can any protected count be narrowed further than it may by all ever shown?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.disclosure.cells import At, Frame, Table, Truth
from reports.disclosure.display import Need, need_of
from reports.disclosure.system import Key, Range, System


@dataclass(frozen=True)
class Breach:
    """A protected count that can be inferred too closely: what is possible of it, and what would have to be."""

    measure: str
    place: At
    possible: Range
    need: Need

    @property
    def key(self) -> Key:
        """Which count it is."""
        return self.measure, self.place


def audit(frame: Frame, tables: Sequence[Table], truths: Mapping[Key, Truth]) -> list[Breach]:
    """Return every protected count of `tables` that is not uncertain enough, in a fixed order.

    `tables`: all that has ever been shown and what is about to be. `truths`: the true counts of all their cells.
    """
    system = System(frame, tables)
    keys = {(table.measure, place) for table in tables for place in table.cells}
    found = []
    for name, place in sorted(keys, key=in_order):
        need = need_of(truths[name, place], frame.measures[name])
        if need is None:
            continue
        possible = system.range_of(name, place)
        if not need.is_met(possible.low, possible.high):
            found.append(Breach(name, place, possible, need))
    return found


def in_order(key: Key) -> tuple[str, list[tuple[str, str]]]:
    """Return by what counts are sorted wherever their order decides anything."""
    name, place = key
    return name, sorted(place)
