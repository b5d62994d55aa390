"""What has been published, as one reader may see it: own municipalities, their areas, and project totals.

Everything that leaves the app to a reader (page, chart, file, print) is read here. The true counts are never
fetched, and nothing is computed from persons.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from directory.models import Municipality
from directory.scope import Scope
from reports.areas import areas_of
from reports.counting.plan import PLACE
from reports.disclosure.cells import PERIOD, At, Shown, Table
from reports.models import Publication, PublishedTable
from reports.services.stored import table_of


@dataclass(frozen=True)
class Reader:
    """Whose counts somebody may see. `places`: codes of their municipalities, and of the areas these lie in."""

    municipalities: tuple[str, ...]
    places: frozenset[str]

    def may_see(self, at: At) -> bool:
        """Tell whether a count at this place is theirs or everybody's."""
        place = dict(at).get(PLACE)
        return place is None or place in self.places


def reader_of(scope: Scope) -> Reader | None:
    """Return what `scope` may read of counts, in two queries; None when it may read none at all."""
    if not scope.may_read_counts:
        return None
    rows = Municipality.objects.order_by("code")
    wanted = Q(pk__in=scope.reads_counts_of) | Q(
        pk__in=Municipality.objects.filter(scope.municipalities())
    )
    own = tuple(rows.filter(wanted).values_list("code", flat=True))
    areas = areas_of(rows.values_list("code", flat=True))
    around = {area for area, members in areas.items() if set(members) & set(own)}
    return Reader(own, frozenset({*own, *around}))


def published_periods() -> list[str]:
    """Return every period that has been published, the oldest first."""
    return list(Publication.objects.values_list("period", flat=True))


@dataclass(frozen=True)
class Contents:
    """What was published of one period, and when. `names`: those of its tables."""

    period: str
    published_at: datetime
    names: tuple[str, ...]


def contents() -> dict[str, Contents]:
    """Return what was published, by period, the oldest first: in one query, and without any count."""
    found: dict[str, Contents] = {}
    rows = PublishedTable.objects.values_list(
        "publication__period", "publication__published_at", "name"
    )
    for period, published_at, name in rows:
        names = found[period].names if period in found else ()
        found[period] = Contents(period, published_at, (*names, name))
    return found


def tables_for(
    reader: Reader, *, periods: Collection[str] = (), names: Collection[str] = ()
) -> list[Table]:
    """Return the published tables with the cells that `reader` may see, in one query.

    `periods` and `names` narrow them; what was never published is simply not there.
    """
    rows = PublishedTable.objects.select_related("publication").defer("truth")
    if periods:
        rows = rows.filter(publication__period__in=periods)
    if names:
        rows = rows.filter(name__in=names)
    return [_narrowed(table_of(row), reader) for row in rows]


def table_for(reader: Reader, period: str, name: str) -> Table | None:
    """Return one table as `reader` may see it; None when there is none."""
    return next(iter(tables_for(reader, periods=[period], names=[name])), None)


def name_of(table: Table) -> str:
    """Return the name of the table without its period: "reached-by-group"."""
    return table.id.partition("/")[0]


def series(tables: Iterable[Table], at: At) -> list[tuple[str, Shown]]:
    """Return what is shown at the same place (given without a period) in each period, the oldest first."""
    found = {}
    for table in tables:
        for place, shown in table.cells.items():
            if frozenset(pair for pair in place if pair[0] != PERIOD) == at:
                found[dict(place)[PERIOD]] = shown
    return sorted(found.items())


def _narrowed(table: Table, reader: Reader) -> Table:
    cells = {place: shown for place, shown in table.cells.items() if reader.may_see(place)}
    return replace(
        table,
        cells=cells,
        not_offered=frozenset(place for place in table.not_offered if reader.may_see(place)),
    )
