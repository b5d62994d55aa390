"""Kilometres: by the straight line, by the road reckoned from it, and by an OSRM server over real HTTP."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from pytest_django import Settings

from directory.distance import crow_km, on_the_globe, road_km, road_minutes
from directory.osrm import km_from

JYVASKYLA, AANEKOSKI, KARSTULA = (62.2415, 25.7209), (62.6036, 25.7264), (62.8792, 24.8014)


class _Osrm(BaseHTTPRequestHandler):
    """Speaks the table service: from the first point, 1,000 m a place; no road to the place of number 5."""

    asked: list[str] = []
    broken = False

    def do_GET(self) -> None:  # named by the library
        self.asked.append(self.path)
        address = urlsplit(self.path)
        points = address.path.removeprefix("/table/v1/driving/").split(";")
        assert parse_qs(address.query) == {"sources": ["0"], "annotations": ["distance"]}
        metres = [None if n == 5 else 1000.0 * n for n in range(len(points))]
        found = {"code": "Ok", "distances": [metres]}
        body = b"<html>" if self.broken else json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the library
        """Say nothing."""


@pytest.fixture
def osrm(settings: Settings) -> Iterator[type[_Osrm]]:
    """Start a server that speaks OSRM's table JSON, and point the settings to it."""
    _Osrm.asked, _Osrm.broken = [], False
    with ThreadingHTTPServer(("127.0.0.1", 0), _Osrm) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.OSRM_URL = f"http://127.0.0.1:{server.server_port}/"
        yield _Osrm
        server.shutdown()


def test_the_straight_line_is_as_long_as_on_a_map() -> None:
    km = crow_km(*JYVASKYLA, np.array([AANEKOSKI[0], KARSTULA[0]]), [AANEKOSKI[1], KARSTULA[1]])
    assert np.round(km).tolist() == [40, 85]
    assert crow_km(*JYVASKYLA, *JYVASKYLA) == 0


def test_a_road_is_longer_and_driven_at_fifty() -> None:
    assert road_km(10.0) == pytest.approx(13)
    assert road_minutes(25.0) == 30


def test_nearer_points_have_the_greater_product() -> None:
    home, near, far = (on_the_globe(*place) for place in (JYVASKYLA, AANEKOSKI, KARSTULA))
    assert home @ near > home @ far
    by_product = np.arccos(home @ far) * 6371
    assert by_product == pytest.approx(float(crow_km(*JYVASKYLA, *KARSTULA)))


def test_osrm_is_asked_in_parts_and_says_where_no_road_leads(osrm: type[_Osrm]) -> None:
    km = km_from(JYVASKYLA, [KARSTULA] * 150)
    assert km is not None
    assert km[:4].tolist() == [1, 2, 3, 4]
    assert np.isnan(km[4])
    assert (len(km), len(osrm.asked)) == (150, 2)
    # Longitude first, as OSRM reads it.
    assert osrm.asked[0].startswith("/table/v1/driving/25.72090,62.24150;24.80140,62.87920;")


def test_without_a_server_nothing_is_asked(settings: Settings) -> None:
    settings.OSRM_URL = ""
    assert km_from(JYVASKYLA, [KARSTULA]) is None


def test_a_server_that_is_down_or_talks_nonsense_is_logged_and_done_without(
    osrm: type[_Osrm], settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    osrm.broken = True
    with caplog.at_level(logging.WARNING):
        assert km_from(JYVASKYLA, [KARSTULA]) is None
        settings.OSRM_URL = "http://127.0.0.1:9"
        assert km_from(JYVASKYLA, [KARSTULA]) is None
    assert len(caplog.records) == 2
    assert all("reckoned from straight lines" in record.message for record in caplog.records)
    assert "62.2" not in caplog.text
