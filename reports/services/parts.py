"""The counts of one period sorted by place, as they stand on paper: own municipality, its area, the project."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.models import Municipality
from reports.areas import areas_of
from reports.counting.plan import PLACE
from reports.counting.plan import TABLES as PLAN
from reports.disclosure.cells import PERIOD, Table
from reports.services.reading import Reader, name_of
from reports.services.sheets import Cell, sheet_of
from reports.words import MEASURES, Labels

PROJECT = ""
_ORDER = {spec.name: number for number, spec in enumerate(PLAN)}


@dataclass(frozen=True)
class Line:
    """One count in words. `is_part`: of the count above it, for example one activity of all."""

    what: str
    words: str
    is_part: bool


@dataclass(frozen=True)
class Part:
    """What is shown of one place. `together`: the municipalities that make up an area."""

    name: str
    together: tuple[str, ...]
    lines: tuple[Line, ...]


def parts_of(tables: Iterable[Table], reader: Reader, labels: Labels) -> list[Part]:
    """Return own municipalities by name, then their areas, and last the project; `tables`: of one period.

    An area of one municipality is that municipality. Reads the municipalities in one query.
    """
    areas = areas_of(Municipality.objects.order_by("code").values_list("code", flat=True))
    alone = {area: members[0] for area, members in areas.items() if len(members) == 1}
    lines: dict[str, dict[tuple[object, ...], Line]] = {}
    for table in sorted(tables, key=lambda each: _ORDER.get(name_of(each), len(_ORDER))):
        for cell in sheet_of(table, labels).cells:
            members = dict(cell.at)
            place = members.pop(PLACE, PROJECT)
            members.pop(PERIOD)
            here = lines.setdefault(alone.get(place, place), {})
            key = (table.measure, *sorted(members.items()))
            here.setdefault(key, _line(table.measure, members, cell, labels))
    return [
        _part(place, areas, tuple(lines[place].values()), labels)
        for place in sorted(lines, key=lambda place: _rank(place, reader, labels))
    ]


def _rank(place: str, reader: Reader, labels: Labels) -> tuple[int, str]:
    if place == PROJECT:
        return 2, ""
    return (0 if place in reader.municipalities else 1), labels.of(PLACE, place)


def _part(
    place: str, areas: Mapping[str, tuple[str, ...]], lines: tuple[Line, ...], labels: Labels
) -> Part:
    name = labels.place(frozenset({(PLACE, place)} if place else ()))
    together = sorted(labels.of(PLACE, code) for code in areas.get(place, ()))
    return Part(name, tuple(together), lines)


def _line(measure: str, members: Mapping[str, str], cell: Cell, labels: Labels) -> Line:
    part = ", ".join(labels.of(dim, member) for dim, member in sorted(members.items()))
    return Line(part or str(MEASURES[measure]), cell.words, is_part=bool(part))
