"""The way between all points: reckoned, asked of OSRM over real HTTP, and kept."""

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from rides.services.plan.travel import rounded, travel_between

HERE, THERE, FAR = rounded(62.875, 24.805), rounded(62.9, 24.9), rounded(63.0, 25.0)
ISLAND = rounded(60.0, 20.0)


class _Osrm(BaseHTTPRequestHandler):
    """Speaks the table service: 1 km and 2 minutes for each step in the list of points; no road to the island."""

    asked: list[tuple[list[str], list[str]]] = []
    broken = False

    def do_GET(self) -> None:  # named by the library
        address = urlsplit(self.path)
        points = address.path.removeprefix("/table/v1/driving/").split(";")
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        assert query["annotations"] == "distance,duration"
        sides = [
            [points[int(n)] for n in query[side].split(";")] for side in ("sources", "destinations")
        ]
        self.asked.append((sides[0], sides[1]))
        rows = [[_metres(a, b) for b in sides[1]] for a in sides[0]]
        seconds = [[None if m is None else m / 10 for m in row] for row in rows]
        found = {"code": "Ok", "distances": rows, "durations": seconds}
        body = b"<html>" if self.broken else json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # named by the library
        """Say nothing."""


def _metres(one: str, other: str) -> float | None:
    if one != other and "20.00000,60.00000" in (one, other):
        return None
    return round(abs(float(one.split(",")[1]) - float(other.split(",")[1])) * 100_000, 1)


@pytest.fixture
def osrm(settings: Settings) -> Iterator[type[_Osrm]]:
    """Start a server that speaks OSRM's table JSON, and point the settings to it."""
    _Osrm.asked, _Osrm.broken = [], False
    with ThreadingHTTPServer(("127.0.0.1", 0), _Osrm) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.OSRM_URL = f"http://127.0.0.1:{server.server_port}"
        yield _Osrm
        server.shutdown()


def test_without_a_server_the_way_is_a_third_longer_than_the_crow_s_at_fifty() -> None:
    travel = travel_between([HERE, THERE])
    km = travel.km[0, 1]
    assert km == pytest.approx(7.2, abs=0.2)
    assert travel.minutes[0, 1] == pytest.approx(km * 60 / 50)
    assert travel.km[1, 0] == pytest.approx(km)
    assert travel.km[0, 0] == 0


def test_no_points_are_no_matrix() -> None:
    assert travel_between([]).km.shape == (0, 0)


def test_osrm_says_kilometres_and_minutes(osrm: type[_Osrm]) -> None:
    travel = travel_between([HERE, FAR, HERE])
    assert travel.km[0].tolist() == pytest.approx([0, 12.5, 0])
    assert travel.minutes[0].tolist() == pytest.approx([0, 12.5 * 100 / 60, 0])
    assert len(osrm.asked) == 1


def test_one_more_point_asks_only_for_its_own_roads(osrm: type[_Osrm]) -> None:
    travel_between([HERE, FAR])
    travel_between([HERE, FAR])
    assert len(osrm.asked) == 1
    travel = travel_between([HERE, THERE, FAR])
    assert travel.km[1].tolist() == pytest.approx([2.5, 0, 10])
    assert [(len(a), len(b)) for a, b in osrm.asked] == [(2, 2), (1, 3), (2, 1)]


def test_points_kept_on_different_days_are_asked_for_again(osrm: type[_Osrm]) -> None:
    travel_between([HERE])
    travel_between([FAR])
    assert travel_between([HERE, FAR]).km[0, 1] == pytest.approx(12.5)


def test_where_no_road_leads_the_way_is_reckoned(osrm: type[_Osrm]) -> None:
    travel = travel_between([HERE, ISLAND])
    assert len(osrm.asked) == 1
    assert travel.km[0, 1] > 400
    assert travel.minutes[0, 1] == pytest.approx(travel.km[0, 1] * 60 / 50)


def test_a_server_that_does_not_answer_holds_nobody_up(
    osrm: type[_Osrm], caplog: pytest.LogCaptureFixture
) -> None:
    osrm.broken = True
    with caplog.at_level(logging.WARNING):
        travel = travel_between([HERE, THERE])
    assert travel.km[0, 1] == pytest.approx(7.2, abs=0.2)
    assert "OSRM does not answer" in caplog.text


def test_more_points_than_osrm_takes_at_once_are_asked_in_blocks(osrm: type[_Osrm]) -> None:
    points = [rounded(62 + n / 1000, 25.0) for n in range(120)]
    travel = travel_between(points)
    assert len(osrm.asked) == 9
    assert travel.km[0, 119] == pytest.approx(11.9)
