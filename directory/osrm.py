"""Kilometres and minutes by road from an OSRM server of one's own (its table service), when there is one.

The server is named by RINKI_OSRM_URL, for example "http://127.0.0.1:5000". It learns coordinates and nothing
else. Without it, or when it does not answer, distances are reckoned: see `directory.distance`.
"""

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import numpy as np
import urllib3
from django.conf import settings

from directory.distance import Floats

log = logging.getLogger(__name__)
# What an OSRM server takes in one question, unless it was started with more.
MOST_POINTS = 100
PATIENCE = urllib3.Timeout(connect=2, read=10)
Point = tuple[float, float]


class OsrmError(Exception):
    """The server did not answer, or answered something else than a table."""


def km_from(origin: Point, places: Sequence[Point]) -> Floats | None:
    """Return the kilometres by road from `origin` to each of `places`; both are (latitude, longitude).

    NaN where no road leads. None without a server or without its answer, which is logged.
    """
    if not settings.OSRM_URL or not places:
        return None
    try:
        return np.concatenate([_km(origin, part) for part in _parts(places, MOST_POINTS - 1)])
    except OsrmError as error:
        _log(error)
        return None


def roads(origins: Sequence[Point], places: Sequence[Point]) -> tuple[Floats, Floats] | None:
    """Return kilometres and minutes by road, [origin, place]: as `km_from` does, for many origins."""
    if not settings.OSRM_URL or not origins or not places:
        return None
    half = MOST_POINTS // 2
    try:
        rows = [
            np.concatenate([_block(some, part) for part in _parts(places, half)], axis=2)
            for some in _parts(origins, half)
        ]
    except OsrmError as error:
        _log(error)
        return None
    metres, seconds = np.concatenate(rows, axis=1)
    return metres / 1000, seconds / 60


def _parts(places: Sequence[Point], most: int) -> list[Sequence[Point]]:
    return [places[first : first + most] for first in range(0, len(places), most)]


def _log(error: OsrmError) -> None:
    log.warning("OSRM does not answer, roads are reckoned from straight lines: %s", error)


def _km(origin: Point, places: Sequence[Point]) -> Floats:
    asked = {"sources": "0", "annotations": "distance"}
    metres = _table([origin, *places], asked, ["distances"])[0]
    if metres.shape != (1, len(places) + 1):
        raise OsrmError(f"no table of {len(places)} distances")
    return metres[0, 1:] / 1000


def _block(origins: Sequence[Point], places: Sequence[Point]) -> Floats:
    """Return metres and seconds, [2, origin, place]."""
    count, all_points = len(origins), [*origins, *places]
    asked = {
        "sources": ";".join(map(str, range(count))),
        "destinations": ";".join(map(str, range(count, len(all_points)))),
        "annotations": "distance,duration",
    }
    tables = _table(all_points, asked, ["distances", "durations"])
    if any(table.shape != (count, len(places)) for table in tables):
        raise OsrmError(f"no table of {count} times {len(places)} roads")
    return np.stack(tables)


def _table(points: Sequence[Point], asked: dict[str, str], wanted: Sequence[str]) -> list[Floats]:
    """Return the `wanted` tables for `points`, in metres or seconds; NaN where no road leads."""
    named = ";".join(f"{east:.5f},{north:.5f}" for north, east in points)
    address = f"{settings.OSRM_URL.rstrip('/')}/table/v1/driving/{named}"
    try:
        answer = urllib3.request("GET", address, fields=asked, timeout=PATIENCE, retries=False)
        if answer.status != HTTPStatus.OK:
            raise OsrmError(f"status {answer.status}")
        found: Any = answer.json()
        return [np.array(found[name], dtype=np.float64) for name in wanted]
    except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError, IndexError) as error:
        raise OsrmError(str(error)) from error
