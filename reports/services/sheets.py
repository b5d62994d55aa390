"""A published table as rows of words and bounds: one form for pages, files and paper.

A row never holds more than what is shown: two counts shown alike give rows alike.
"""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.counting.plan import ACTIVITY, BARRIER, GROUP, PLACE
from reports.disclosure.cells import At, Kind, Shown, Table
from reports.services.reading import name_of
from reports.words import DIMENSIONS, TABLES, Labels

ORDER = (PLACE, ACTIVITY, GROUP, BARRIER)


@dataclass(frozen=True)
class Cell:
    """One count as shown. `words`: "alle 5", "10–14"; `low`, `high`: what it may be, None when unknown."""

    at: At
    names: tuple[str, ...]
    words: str
    low: int | None
    high: int | None
    state: str  # "band", "small", "hidden" or "not_offered"


@dataclass(frozen=True)
class Sheet:
    """A table with its title, its heads and its rows: totals first, then by name."""

    name: str
    period: str
    title: str
    heads: tuple[str, ...]
    cells: tuple[Cell, ...]


def sheet_of(table: Table, labels: Labels) -> Sheet:
    """Return `table` in the language that is active."""
    dims = [
        dim for dim in ORDER if any(dim in dict(at) for at in (*table.cells, *table.not_offered))
    ]
    cells = [_cell(table, at, shown, dims, labels) for at, shown in table.cells.items()]
    cells += [_cell(table, at, None, dims, labels) for at in table.not_offered]
    name = name_of(table)
    return Sheet(
        name=name,
        period=table.release,
        title=str(TABLES.get(name, name)),
        heads=tuple(str(DIMENSIONS[dim]) for dim in dims),
        cells=tuple(sorted(cells, key=_by_name)),
    )


def bounds_of(table: Table, shown: Shown) -> tuple[int | None, int | None]:
    """Return the least and the greatest count that `shown` may stand for; both None when it is hidden."""
    return (None, None) if shown.kind == Kind.HIDDEN else table.range_of(shown)


def words_of(table: Table, shown: Shown) -> str:
    """Return what is shown as a reader reads it: the same everywhere."""
    if shown.kind == Kind.HIDDEN:
        return _("not shown")
    if shown.kind == Kind.SMALL:
        return _("under 5")
    return "–".join(_figure(end) for end in (shown.value, shown.value + table.base - 1))


def _figure(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def _cell(table: Table, at: At, shown: Shown | None, dims: list[str], labels: Labels) -> Cell:
    members = dict(at)
    names = tuple(labels.of(dim, members[dim]) if dim in members else _total(dim) for dim in dims)
    if shown is None:
        return Cell(at, names, _("not offered"), 0, 0, "not_offered")
    low, high = bounds_of(table, shown)
    return Cell(at, names, words_of(table, shown), low, high, str(shown.kind))


def _total(dim: str) -> str:
    return _("Whole project") if dim == PLACE else _("All together")


def _by_name(cell: Cell) -> tuple[int, tuple[str, ...]]:
    return len(cell.at), cell.names
