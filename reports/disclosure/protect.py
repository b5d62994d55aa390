"""Coarsening until the audit finds nothing: the same steps in the same order, every one of them written down.

For each count that could be narrowed too far: first it is hidden itself, then its smallest sibling that still is
shown, one after the other, and when none is left the totals above it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.disclosure.audit import Breach, audit, in_order
from reports.disclosure.cells import At, Frame, Kind, Measure, Shown, Table, Truth
from reports.disclosure.display import base_of, show
from reports.disclosure.system import Key

FEW = (0, 4)
HIDDEN = Shown(Kind.HIDDEN)


class Because(StrEnum):
    """Why a cell was hidden that its own rule would show."""

    ITSELF = "itself"
    SIBLING = "sibling"
    TOTAL = "total"


@dataclass(frozen=True)
class Step:
    """One cell hidden, and the count for whose sake."""

    table: str
    place: At
    because: Because
    measure: str
    for_place: At


class CannotProtectError(Exception):
    """Nothing is left to hide in what is new: what has been shown before already tells too much."""


def draft(
    id_: str,
    release: str,
    measure: Measure,
    truths: Mapping[At, Truth],
    not_offered: frozenset[At] = frozenset(),
) -> Table:
    """Return the table as its cells' own rules show it, without the places where nothing was offered."""
    shown = {place: show(t, measure) for place, t in truths.items() if place not in not_offered}
    return Table(id_, release, measure.name, base_of(measure), FEW, shown, not_offered)


def protect(
    frame: Frame,
    before: Sequence[Table],
    new: Sequence[Table],
    truths: Mapping[Key, Truth],
) -> tuple[list[Table], list[Step]]:
    """Return the tables of `new` as they may be shown beside `before`, and every step taken.

    Raises `CannotProtectError` when hiding all that is new would not help.
    """
    tables, steps = list(new), list[Step]()
    while breaches := audit(frame, [*before, *tables], truths):
        progress = [step for breach in breaches if (step := _next(frame, tables, breach, truths))]
        # Several breaches may ask for the same cell.
        progress = list({(step.table, step.place): step for step in progress}.values())
        if not progress:
            raise CannotProtectError(f"{len(breaches)} counts, first {breaches[0]}")
        for step in progress:
            tables = [_hide(table, step) for table in tables]
        steps += progress
    return tables, steps


def _next(
    frame: Frame, tables: Sequence[Table], breach: Breach, truths: Mapping[Key, Truth]
) -> Step | None:
    """Return the next cell to hide for the sake of `breach`."""
    for because, places in (
        (Because.ITSELF, [breach.place]),
        (Because.SIBLING, _siblings(frame, breach, truths)),
        (Because.TOTAL, list(_totals(frame, breach))),
    ):
        for place in places:
            for table in tables:
                shown = table.cells.get(place)
                if table.measure == breach.measure and shown and shown != HIDDEN:
                    return Step(table.id, place, because, breach.measure, breach.place)
    return None


def _siblings(frame: Frame, breach: Breach, truths: Mapping[Key, Truth]) -> list[At]:
    """Return the places beside the breach along one dimension, smallest count first."""
    places = set()
    for dim, member in breach.place:
        rest = breach.place - {(dim, member)}
        dimension = frame.dimensions[dim]
        for parent, children in dimension.children.items():
            if member in children:
                places |= {rest | {(dim, each)} for each in dimension.below(parent)}
    keys = [(breach.measure, place) for place in places - {breach.place}]
    known = [key for key in keys if key in truths]
    return [place for _, place in sorted(known, key=lambda k: (truths[k].value, in_order(k)))]


def _totals(frame: Frame, breach: Breach) -> Iterator[At]:
    """Yield the places one step above the breach along each dimension."""
    for dim, member in sorted(breach.place):
        rest = breach.place - {(dim, member)}
        for parent, children in frame.dimensions[dim].children.items():
            if member in children:
                yield rest if parent == "*" else rest | {(dim, parent)}


def _hide(table: Table, step: Step) -> Table:
    if table.id != step.table:
        return table
    return replace(table, cells={**table.cells, step.place: HIDDEN})
