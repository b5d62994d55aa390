"""Who lives near whom: the database says which cells of the map lie near each other, then the nearest are chosen.

Not all pairs: of 20,000 residents and 6,000 volunteers it gives about 50 volunteers each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast, Floor

from directory.distance import EARTH_KM, ROAD_FACTOR, Floats, on_the_globe
from people.models import Person
from rings.services.matching.homes import with_home
from volunteers.matching.columns import Ints

# A cell is about five kilometres wide in Finland, and as high.
CELL_NORTH, CELL_EAST = 0.05, 0.1
CELL_KM = 5.0
# So many pairs are looked at in any case; where that makes less than the fewest each, the nearest are taken.
PAIRS_IN_ANY_CASE, FEWEST_EACH = 100_000, 50
# Between equally near ones chance decides, the same one every day: a whole town may live at one point of the map.
SPREAD_KM = 2.0
PAIRS_AT_ONCE = 4_000_000
Cell = tuple[int, int]
Near = dict[Cell, list[Cell]]

_NEAR_CELLS = """
SELECT r.cell_north, r.cell_east, v.cell_north, v.cell_east
FROM (SELECT DISTINCT cell_north, cell_east FROM ({residents}) AS a) AS r
JOIN (SELECT DISTINCT cell_north, cell_east FROM ({volunteers}) AS b) AS v
ON v.cell_north BETWEEN r.cell_north - %s AND r.cell_north + %s
AND v.cell_east BETWEEN r.cell_east - %s AND r.cell_east + %s
"""


@dataclass(frozen=True)
class Homes:
    """Where some people live: their numbers in order, and the degrees of each."""

    id: Ints
    north: Floats
    east: Floats

    def take(self, rows: Ints) -> "Homes":
        """Return only these rows."""
        return Homes(self.id[rows], self.north[rows], self.east[rows])

    def rows_by_cell(self) -> dict[Cell, Ints]:
        """Return which rows lie in each cell of the map."""
        cells = np.stack([np.floor(self.north / CELL_NORTH), np.floor(self.east / CELL_EAST)])
        found, where = np.unique(cells.astype(np.int64), axis=1, return_inverse=True)
        order = np.argsort(where.ravel(), kind="stable")
        parts = np.split(order, np.cumsum(np.bincount(where.ravel()))[:-1])
        return {(int(n), int(e)): rows for (n, e), rows in zip(found.T, parts, strict=True)}


def near_cells(residents: QuerySet[Person], volunteers: QuerySet[Person], km: float) -> Near:
    """Return for each cell where `residents` live the cells within `km` by road where `volunteers` do."""
    reach = int(np.ceil(km / ROAD_FACTOR / CELL_KM))
    sides = [_cells_of(people).query.sql_with_params() for people in (residents, volunteers)]
    (resident_sql, resident_params), (volunteer_sql, volunteer_params) = sides
    sql = _NEAR_CELLS.format(residents=resident_sql, volunteers=volunteer_sql)
    found: Near = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [*resident_params, *volunteer_params, *[reach] * 4])
        for north, east, other_north, other_east in cursor.fetchall():
            found.setdefault((north, east), []).append((other_north, other_east))
    return found


def nearest(
    residents: Homes, volunteers: Homes, near: Near, in_any_case: int = PAIRS_IN_ANY_CASE
) -> tuple[Ints, Ints]:
    """Return rows of residents and rows of volunteers, pair by pair: for each the nearest within `near`."""
    each = max(FEWEST_EACH, in_any_case // max(len(residents.id), 1))
    here, there = residents.rows_by_cell(), volunteers.rows_by_cell()
    found = [
        _nearest(residents, rows, volunteers, others, each)
        for cell, rows in sorted(here.items())
        if len(others := _in_cells(near.get(cell, ()), there))
    ]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate([r for r, _ in found]), np.concatenate([v for _, v in found])


def _in_cells(cells: Sequence[Cell], rows: dict[Cell, Ints]) -> Ints:
    found = [rows[cell] for cell in cells if cell in rows]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _nearest(
    residents: Homes, rows: Ints, volunteers: Homes, others: Ints, each: int
) -> tuple[Ints, Ints]:
    """Return for each of `rows` the `each` nearest of `others`."""
    if len(others) <= each:
        return np.repeat(rows, len(others)), np.tile(others, len(rows))
    parts = np.array_split(rows, -(-len(rows) * len(others) // PAIRS_AT_ONCE))
    chosen = [_nearest_of_part(residents, part, volunteers, others, each) for part in parts]
    return np.repeat(rows, each), others[np.concatenate(chosen)].ravel()


def _nearest_of_part(
    residents: Homes, rows: Ints, volunteers: Homes, others: Ints, each: int
) -> Ints:
    here = on_the_globe(residents.north[rows], residents.east[rows])
    there = on_the_globe(volunteers.north[others], volunteers.east[others])
    # The straight line through the earth: on these distances as long as the one on its face.
    km = EARTH_KM * np.sqrt(np.clip(2 - 2 * (here @ there.T), 0, None))
    km += SPREAD_KM * _chance(residents.id[rows], volunteers.id[others])
    chosen = np.argpartition(km, each - 1, axis=1)[:, :each]
    return np.sort(chosen, axis=1)


def _chance(ids: Ints, others: Ints) -> Floats:
    """Return a number within [0, 1) for each two, the same whenever it is asked."""
    mixed = (ids.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15))[:, None]
    mixed = mixed ^ (others.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F))[None, :]
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(40)).astype(np.float64) / (1 << 24)


def _cells_of(people: QuerySet[Person]) -> QuerySet[Any]:
    """Return the cells of the map in which `people` live, one row each."""
    cells: QuerySet[Any] = (
        with_home(people.order_by())
        .annotate(
            cell_north=Cast(Floor(F("north") / CELL_NORTH), IntegerField()),
            cell_east=Cast(Floor(F("east") / CELL_EAST), IntegerField()),
        )
        .values("cell_north", "cell_east")
    )
    return cells
