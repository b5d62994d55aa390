"""What the page of a year draws: bars and the same numbers as a table, from published sheets only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.charts.bars import Bar, bars, greatest_of
from reports.counting.plan import ACTIVITY, PLACE
from reports.services.sheets import Cell, Sheet
from reports.words import DIMENSIONS, MEASURES, period_name

OF_QUARTERS: Mapping[str, str] = {"reached-in-quarter": "reached", "active-in-quarter": "active"}
OF_PLACES: Mapping[str, str] = {
    "reached-by-municipality": "reached",
    "active-by-municipality": "active",
    "contacts-by-municipality": "contacts",
    "hours-by-municipality": "hours",
}
BY_AREA = "contacts-by-area"
# Beside so few places the whole project still leaves their bars to be seen.
FEW_PLACES = 2
# Columns that stand side by side on a telephone.
NARROW = 2


@dataclass(frozen=True)
class Panel:
    """One chart of a figure."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Numbers:
    """The numbers of a figure as a table: each row has a name, and (head, word) for every other head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def is_narrow(self) -> bool:
        """Tell whether it fits a telephone as it is."""
        return len(self.heads) <= NARROW


@dataclass(frozen=True)
class Figure:
    """Charts side by side and their table. `sheets`: the published tables that they come from."""

    panels: tuple[Panel, ...]
    table: Numbers
    sheets: tuple[Sheet, ...]


def trend(sheets: Iterable[Sheet]) -> Figure | None:
    """Return people reached and volunteers active in the whole project, quarter by quarter."""
    used = [sheet for sheet in sheets if sheet.name in OF_QUARTERS and sheet.cells]
    found: dict[str, dict[str, Cell]] = {}
    for sheet in sorted(used, key=lambda each: each.period):
        measure = OF_QUARTERS[sheet.name]
        found.setdefault(measure, {})[period_name(sheet.period)] = sheet.cells[0]
    columns = [(str(MEASURES[measure]), found[measure]) for measure in MEASURES if measure in found]
    panels = [Panel(title, bars(cells.items())) for title, cells in columns]
    return _figure(panels, _("Quarter"), columns, used)


def by_area(sheets: Iterable[Sheet]) -> Figure | None:
    """Return what was done in each area, quarter by quarter: one chart an area, all on one scale."""
    used = [sheet for sheet in sheets if sheet.name == BY_AREA]
    quarters = [
        (
            period_name(sheet.period),
            {_place(cell): cell for cell in sheet.cells if not _has(cell, ACTIVITY)},
        )
        for sheet in sorted(used, key=lambda each: each.period)
    ]
    own = {_place(cell) for sheet in used for cell in sheet.cells if _has(cell, PLACE)}
    areas = sorted(own) or [_("Whole project")]
    lines = {
        area: [(quarter, cells[area]) for quarter, cells in quarters if area in cells]
        for area in areas
    }
    top = greatest_of(cell for line in lines.values() for _quarter, cell in line)
    panels = [Panel(area, bars(line, top)) for area, line in lines.items()]
    return _figure(panels, str(DIMENSIONS[PLACE]), quarters, used)


def by_municipality(sheets: Iterable[Sheet]) -> Figure | None:
    """Return the year's counts by municipality, one chart a measure."""
    named = {sheet.name: sheet for sheet in sheets if sheet.name in OF_PLACES}
    used = [named[name] for name in OF_PLACES if name in named]
    columns = [
        (str(MEASURES[OF_PLACES[sheet.name]]), {_place(cell): cell for cell in sheet.cells})
        for sheet in used
    ]
    panels = [Panel(title, bars(_compared(cells.values()))) for title, cells in columns]
    return _figure(panels, str(DIMENSIONS[PLACE]), columns, used)


def _compared(cells: Iterable[Cell]) -> list[tuple[str, Cell]]:
    """Return the cells to be drawn side by side: the places, and the whole project beside a few."""
    rows = [(_place(cell), cell) for cell in cells]
    places = [(name, cell) for name, cell in rows if _has(cell, PLACE)]
    return places if len(places) > FEW_PLACES else rows


def _figure(
    panels: Sequence[Panel],
    head: str,
    columns: Sequence[tuple[str, Mapping[str, Cell]]],
    sheets: Sequence[Sheet],
) -> Figure | None:
    if not panels:
        return None
    heads = [title for title, _cells in columns]
    names = dict.fromkeys(name for _title, cells in columns for name in cells)
    rows = [
        (name, tuple((title, _words(cells.get(name))) for title, cells in columns))
        for name in names
    ]
    return Figure(tuple(panels), Numbers((head, *heads), tuple(rows)), tuple(sheets))


def _words(cell: Cell | None) -> str:
    return "–" if cell is None else cell.words


def _place(cell: Cell) -> str:
    """Return the name of the cell's place; it stands first among its names."""
    return cell.names[0] if _has(cell, PLACE) else _("Whole project")


def _has(cell: Cell, dim: str) -> bool:
    return dim in dict(cell.at)
