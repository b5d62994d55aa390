"""Kilometres and minutes between all points of a day: by OSRM where there is one, else reckoned.

What the server has said is kept for a month, a row for each point of departure, so that for one more request
only the roads to and from its own points are asked for. Points are rounded to about a metre.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from django.conf import settings
from django.core.cache import cache

from directory.distance import Floats, crow_km, road_km, road_minutes
from directory.osrm import Point, roads

KEPT_SECONDS = 30 * 24 * 3600
Road = tuple[float, float]
Rows = dict[Point, dict[Point, Road]]


@dataclass(frozen=True)
class Travel:
    """Matrices [from, to] over the points in their order."""

    km: Floats
    minutes: Floats


def rounded(latitude: float, longitude: float) -> Point:
    """Return the point as it is compared and kept: five decimals, which is about a metre."""
    return round(float(latitude), 5), round(float(longitude), 5)


def travel_between(points: Sequence[Point]) -> Travel:
    """Return the way between every two of `points`, each (latitude, longitude) as `rounded` makes it.

    A pair between which OSRM knows no road is reckoned, like all of them when there is no server or no answer.
    """
    reckoned = _reckoned(points)
    if not settings.OSRM_URL or not points:
        return reckoned
    rows = _rows(sorted(set(points)))
    if rows is None:
        return reckoned
    table = np.array([[rows[here][there] for there in points] for here in points])
    unknown = np.isnan(table).any(axis=2)
    return Travel(
        np.where(unknown, reckoned.km, table[:, :, 0]),
        np.where(unknown, reckoned.minutes, table[:, :, 1]),
    )


def _reckoned(points: Sequence[Point]) -> Travel:
    north, east = np.array(points, dtype=np.float64).reshape(-1, 2).T
    km = road_km(crow_km(north[:, None], east[:, None], north[None, :], east[None, :]))
    return Travel(km, road_minutes(km))


def _rows(points: Sequence[Point]) -> Rows | None:
    """Return the roads from each of `points` to each: those kept, the others as the server says; else None."""
    rows = _kept(points)
    everywhere = set(points)
    new = [point for point in points if not rows[point]]
    old = [point for point in points if rows[point]]
    if any(not everywhere - set(new) <= rows[point].keys() for point in old):
        # Kept on different days: simpler to ask for all than for each gap.
        new, old = list(points), []
    known = not new and all(everywhere <= rows[point].keys() for point in old)
    if not known and not (_learn(rows, new, points) and _learn(rows, old, new)):
        return None
    if not known:
        cache.set_many({_name(point): rows[point] for point in points}, KEPT_SECONDS)
    return rows


def _learn(rows: Rows, origins: Sequence[Point], places: Sequence[Point]) -> bool:
    """Add to `rows` what the server says; tell whether it said anything."""
    if not origins or not places:
        return True
    table = roads(origins, places)
    if table is None:
        return False
    for origin, km, minutes in zip(origins, *(side.tolist() for side in table), strict=True):
        rows[origin].update(zip(places, zip(km, minutes, strict=True), strict=True))
    return True


def _kept(points: Collection[Point]) -> Rows:
    found = cache.get_many([_name(point) for point in points])
    return {point: dict(found.get(_name(point), {})) for point in points}


def _name(point: Point) -> str:
    return f"road:{point[0]:.5f},{point[1]:.5f}"
