"""Coarsening until the audit finds nothing: the same steps in the same order, every one of them written down.

For each count that could be narrowed too far: first it is hidden itself, then its smallest sibling that still is
shown, one after the other, when none is left the totals above it, and at last what else is new of the measure and
of those tied to it: so what was not refused by what has been shown before can always be published.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.disclosure.audit import Breach, audit, in_order
from reports.disclosure.cells import PERIOD, TOTAL, At, Frame, Kind, Measure, Shown, Table, Truth
from reports.disclosure.display import base_of, show
from reports.disclosure.system import Key

FEW = (0, 4)
HIDDEN = Shown(Kind.HIDDEN)


class Because(StrEnum):
    """Why a cell was hidden that its own rule would show."""

    ITSELF = "itself"
    SIBLING = "sibling"
    TOTAL = "total"
    RELATED = "related"


@dataclass(frozen=True)
class Step:
    """One cell hidden, and the count for whose sake."""

    table: str
    place: At
    because: Because
    measure: str
    for_place: At


class CannotProtectError(Exception):
    """Nothing is left to hide in what is new: what has been shown before already tells too much of `breaches`."""

    def __init__(self, breaches: Sequence[Breach]) -> None:
        super().__init__(f"{len(breaches)} counts, first {breaches[0]}")
        self.breaches = tuple(breaches)


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
    beside = related(frame, before, new)
    while breaches := audit(frame, [*beside, *tables], truths):
        progress = [step for breach in breaches if (step := _next(frame, tables, breach, truths))]
        # Several breaches may ask for the same cell.
        progress = list({(step.table, step.place): step for step in progress}.values())
        if not progress:
            raise CannotProtectError(breaches)
        for step in progress:
            tables = [_hide(table, step) for table in tables]
        steps += progress
    return tables, steps


def related(frame: Frame, before: Sequence[Table], new: Sequence[Table]) -> list[Table]:
    """Return those of `before` that any relation ties to `new`: those of the same years.

    Nothing is ever shown for all years together, so what is said of one year says nothing of another.
    """
    years = _years(frame, new)
    return [table for table in before if _years(frame, [table]) & years]


def _years(frame: Frame, tables: Sequence[Table]) -> set[str]:
    periods = frame.dimensions[PERIOD]
    named = {dict(place).get(PERIOD, TOTAL) for table in tables for place in table.cells}
    if TOTAL in named:
        return set(periods.below(TOTAL))
    return {year for year in periods.below(TOTAL) if named & set(periods.line(year))}


def _next(
    frame: Frame, tables: Sequence[Table], breach: Breach, truths: Mapping[Key, Truth]
) -> Step | None:
    """Return the next cell to hide for the sake of `breach`."""
    for because, keys in (
        (Because.ITSELF, [breach.key]),
        (Because.SIBLING, _siblings(tables, breach)),
        (Because.TOTAL, _totals(frame, tables, breach)),
        (Because.RELATED, _related(frame, tables, breach)),
    ):
        for name, place in sorted(set(keys), key=lambda key: (truths[key].value, in_order(key))):
            for table in tables:
                shown = table.cells.get(place)
                if table.measure == name and shown and shown != HIDDEN:
                    return Step(table.id, place, because, breach.measure, breach.place)
    return None


def _siblings(tables: Sequence[Table], breach: Breach) -> Iterator[Key]:
    """Yield the places of the same tables that differ from the breach in one member only."""
    dims = {dim for dim, _member in breach.place}
    for table in tables:
        if table.measure == breach.measure and breach.place in table.cells:
            for place in table.cells:
                same_dims = {dim for dim, _member in place} == dims
                if same_dims and len(place - breach.place) == 1:
                    yield breach.measure, place


def _totals(frame: Frame, tables: Sequence[Table], breach: Breach) -> Iterator[Key]:
    """Yield the places of the measure that the breach is a part of."""
    inside = dict(breach.place)
    for table in tables:
        if table.measure == breach.measure:
            for place in table.cells:
                holds = all(
                    inside.get(dim) in frame.dimensions[dim].line(member) for dim, member in place
                )
                if holds and place != breach.place:
                    yield breach.measure, place


def _related(frame: Frame, tables: Sequence[Table], breach: Breach) -> Iterator[Key]:
    """Yield every place of the measure, and of those that it never exceeds or that never exceed it."""
    tied = {name for pair in frame.at_most if breach.measure in pair for name in pair}
    for table in tables:
        if table.measure in {breach.measure, *tied}:
            for place in table.cells:
                yield table.measure, place


def _hide(table: Table, step: Step) -> Table:
    if table.id != step.table:
        return table
    return replace(table, cells={**table.cells, step.place: HIDDEN})
