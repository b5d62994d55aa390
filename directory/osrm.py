"""Kilometres by road from an OSRM server of one's own (its table service), when there is one.

The server is named by RINKI_OSRM_URL, for example "http://127.0.0.1:5000". It learns coordinates and nothing
else. Without it, or when it does not answer, distances are reckoned: see `directory.distance`.
"""

import logging
from collections.abc import Sequence
from http import HTTPStatus

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
    step = MOST_POINTS - 1
    parts = [places[first : first + step] for first in range(0, len(places), step)]
    try:
        return np.concatenate([_ask(origin, part) for part in parts])
    except OsrmError as error:
        log.warning("OSRM does not answer, roads are reckoned from straight lines: %s", error)
        return None


def _ask(origin: Point, places: Sequence[Point]) -> Floats:
    points = ";".join(f"{east:.5f},{north:.5f}" for north, east in [origin, *places])
    address = f"{settings.OSRM_URL.rstrip('/')}/table/v1/driving/{points}"
    asked = {"sources": "0", "annotations": "distance"}
    try:
        answer = urllib3.request("GET", address, fields=asked, timeout=PATIENCE, retries=False)
        rows = answer.json()["distances"] if answer.status == HTTPStatus.OK else None
        metres = np.array(rows[0][1:] if rows else [], dtype=np.float64)
    except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError, IndexError) as error:
        raise OsrmError(str(error)) from error
    if metres.shape != (len(places),):
        raise OsrmError(f"status {answer.status}, no table of {len(places)} distances")
    return metres / 1000
