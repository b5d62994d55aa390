"""Everything that the page of a year shows one reader: read once, in a bounded number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from directory.models import Municipality
from reports.charts.bars import SMALL
from reports.charts.progress import Progress, progress
from reports.charts.tiles import AWAY, CLASSES, Tile, tile_map
from reports.counting.periods import Period, quarters_of
from reports.counting.plan import GROUP, PLACE
from reports.services.figures import Figure, Numbers, by_area, by_municipality, trend
from reports.services.reading import Reader, tables_for
from reports.services.sentences import sentences
from reports.services.sheets import Cell, Sheet, sheet_of
from reports.services.targets import targets_of
from reports.words import DIMENSIONS, MEASURES, Labels

MAPPED, OF_GROUPS = "reached-by-municipality", "reached-by-group"


@dataclass(frozen=True)
class Map:
    """The schematic map, what its looks mean (look, words), and the same numbers as a table."""

    rows: tuple[tuple[Tile | None, ...], ...]
    legend: tuple[tuple[str, str], ...]
    table: Numbers
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Targets:
    """Each group's bar with what it says ("210–214 of 340 people, 61–62 % of the target"), and their table."""

    bars: tuple[tuple[Progress, str], ...]
    table: Numbers
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Yearly:
    """One year as one reader may see it; a part for which nothing was published is None or empty."""

    sentences: Sequence[str]
    targets: Targets | None
    trend: Figure | None
    areas: Figure | None
    places: Figure | None
    map: Map | None


def yearly(reader: Reader, year: int, published: Sequence[str]) -> Yearly:
    """Return the page of `year`; `published`: every period that there is."""
    before = [str(quarter) for quarter in quarters_of(year - 1)]
    own = [str(period) for period in (Period(year), *quarters_of(year))]
    wanted = [period for period in published if period in {*before, *own}]
    tables, labels = tables_for(reader, periods=wanted) if wanted else [], Labels()
    sheets = [sheet_of(table, labels) for table in tables]
    of_year = [sheet for sheet in sheets if sheet.period == str(year)]
    return Yearly(
        sentences=sentences([t for t in tables if t.release == str(year)], reader, labels),
        targets=_targets(of_year, year),
        trend=trend(sheets),
        areas=by_area(sheet for sheet in sheets if sheet.period in own),
        places=by_municipality(of_year),
        map=_map(of_year),
    )


def _targets(sheets: Iterable[Sheet], year: int) -> Targets | None:
    """Return the groups that have a target in `year`, in the order of their names."""
    wanted = targets_of(year)
    used = tuple(sheet for sheet in sheets if sheet.name == OF_GROUPS)
    rows = [
        (cell.names[0], cell, wanted[group])
        for sheet in used
        for cell in sheet.cells
        if (group := dict(cell.at).get(GROUP)) in wanted
    ]
    drawn = progress(rows)
    if not drawn:
        return None
    heads = (
        str(DIMENSIONS[GROUP]),
        str(MEASURES["reached"]),
        _("Target"),
        _("Share of the target"),
    )
    lines = [(bar.name, tuple(zip(heads[1:], _columns(bar), strict=True))) for bar in drawn]
    told = tuple((bar, _told(bar)) for bar in drawn)
    return Targets(told, Numbers(heads, tuple(lines)), used)


def _columns(bar: Progress) -> tuple[str, str, str]:
    return bar.words, str(bar.target), _share(bar)


def _told(bar: Progress) -> str:
    words = {"number": bar.words, "target": bar.target, "share": _share(bar)}
    if bar.low is None:
        return _("%(number)s; the target is %(target)s people") % words
    return _("%(number)s of %(target)s people, %(share)s of the target") % words


def _share(bar: Progress) -> str:
    """Return the share of the target in words: a band as well."""
    if bar.low is None or bar.high is None:
        return _("not shown")
    if bar.look == SMALL:
        return _("under %(percent)s") % {"percent": _percent(bar.high + 1)}
    return _percent(bar.low if bar.low == bar.high else f"{bar.low}–{bar.high}")


def _percent(number: int | str) -> str:
    return f"{number}\u00a0%"


def _map(sheets: Iterable[Sheet]) -> Map | None:
    sheet = next((each for each in sheets if each.name == MAPPED), None)
    if sheet is None:
        return None
    names = {place.code: str(place) for place in Municipality.objects.all()}
    amounts: Mapping[str, Cell] = {
        code: cell for cell in sheet.cells if (code := dict(cell.at).get(PLACE)) is not None
    }
    if not amounts:  # whoever reads no municipality's counts has no use for a map
        return None
    head, measure = str(DIMENSIONS[PLACE]), str(MEASURES["reached"])
    rows = [(cell.names[0], ((measure, cell.words),)) for cell in amounts.values()]
    return Map(
        rows=tile_map(names, amounts),
        legend=_legend(has_away=names.keys() != amounts.keys()),
        table=Numbers((head, measure), tuple(rows)),
        sheets=(sheet,),
    )


def _legend(*, has_away: bool) -> tuple[tuple[str, str], ...]:
    """Return the meaning of each look: always all of them, so that the list says nothing of the numbers."""
    ends = [f"{low}–{after - 1}" for low, after in pairwise(CLASSES)]
    ends.append(_("%(number)s or more") % {"number": CLASSES[-1]})
    classes = [(f"class{number}", words) for number, words in enumerate(ends, 1)]
    legend = [("small", _("under 5")), *classes, ("hidden", _("not shown"))]
    return (*legend, *([(AWAY, _("not yours"))] if has_away else []))
