"""Why somebody is not driven: the first hard limit that bars each driver; and the check sees every broken one."""

from dataclasses import replace

import pytest

from rides.planning.check import check
from rides.planning.day import Day, Trip, Vehicle
from rides.planning.explain import explain
from rides.planning.planner import plan
from rides.planning.result import Plan, Stop
from tests.rides.planning.test_running_day import ROAD, day, driver, trip

BARRED = [
    ("need", driver("Kari", 0), trip("shop", 2, 6, needs=frozenset({"dog"}))),
    ("refusal", driver("Kari", 0, refuses=frozenset({"rider of shop"})), trip("shop", 2, 6)),
    ("capacity", driver("Kari", 0), trip("shop", 2, 6, load=(4,))),
    ("hours", driver("Kari", 0, latest=8.0), trip("shop", 2, 6)),
    ("dark", driver("Kari", 0, dark=False), trip("shop", 2, 6)),
    ("km", driver("Kari", 0, most_km=11.0), trip("shop", 2, 6)),
    ("minutes", driver("Kari", 0, most_minutes=11.0), trip("shop", 2, 6)),
]


@pytest.mark.parametrize(("code", "who", "asked"), BARRED, ids=[code for code, _, _ in BARRED])
def test_the_limit_that_bars_an_empty_car_is_named(code: str, who: Vehicle, asked: Trip) -> None:
    light = (0.0, 9.0) if code == "dark" else (0.0, 900.0)
    free = driver("Aino", 9, latest=1.0)
    today = day([who, free], [asked], light=light)
    reasons = explain(today, plan(today, iterations=20), "shop")
    assert [r.code for r in reasons if "Kari" in r.vehicles] == [code]


def _among_others(asked: Trip, **more: object) -> tuple[Day, Plan]:
    """Return a day in which Kari brings one rider from 2 to 6 at a certain minute, and its plan."""
    first = trip("first", 2, 6, pickup_window=(2.0, 2.0), **more)
    first = replace(first, dropoff_window=(6.0, 12.0))
    kari = driver("Kari", 0, capacity=(2,), latest=60.0)
    stands = plan(day([kari], [first]), iterations=20)
    return day([kari], [first, asked]), stands


@pytest.mark.parametrize(
    ("code", "asked", "more"),
    [
        ("full", trip("shop", 3, 5, load=(2,), pickup_window=(3.0, 5.0)), {}),
        ("apart", trip("shop", 3, 5, pickup_window=(3.0, 5.0)), {"apart": {"rider of shop"}}),
        ("ride", trip("shop", 3, 5, pickup_minutes=4.0, pickup_window=(3.0, 5.0)), {"most": 5.0}),
        ("time", trip("shop", 1, 0, pickup_window=(8.0, 8.0)), {}),
        ("possible", trip("shop", 3, 5), {}),
    ],
)
def test_what_the_others_in_the_car_bar_is_named(
    code: str, asked: Trip, more: dict[str, object]
) -> None:
    names = {"apart": "apart", "most": "most_ride_minutes"}
    kept = {names[k]: frozenset(v) if isinstance(v, set) else v for k, v in more.items()}
    if code in {"full", "apart", "ride"}:
        asked = replace(asked, dropoff_window=(5.0, 11.0))
    today, stands = _among_others(asked, **kept)
    reasons = explain(today, stands, "shop")
    assert [(r.code, r.vehicles) for r in reasons] == [(code, ("Kari",))]


def test_a_leg_whose_other_leg_nobody_can_drive_is_not_driven_either() -> None:
    legs = [trip("out", 1, 6, pair="back"), trip("back", 6, 1, pair="out")]
    legs[1] = replace(legs[1], needs=frozenset({"dog"}))
    found = plan(day([driver("Kari", 0)], legs), iterations=20)
    assert [r.code for r in found.unserved["out"]] == ["pair"]
    assert [r.code for r in found.unserved["back"]] == ["need"]


def _bent(found: Plan, number: int, **more: object) -> Plan:
    """Return the plan with one stop of its first run changed."""
    route = found.routes[0]
    stops: list[Stop] = list(route.stops)
    stops[number] = replace(stops[number], **more)  # type: ignore[arg-type]
    return replace(found, routes=(replace(route, stops=tuple(stops)),))


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("late", {"latest": 4.0}),
        ("ride", {"ride": 3.0}),
        ("capacity", {"load": (4,)}),
        ("need", {"needs": frozenset({"dog"})}),
        ("hours", {"until": 5.0}),
        ("km", {"km": 3.0}),
        ("minutes", {"minutes": 3.0}),
        ("refusal", {"refuses": frozenset({"rider of shop"})}),
    ],
)
def test_the_check_sees_a_broken_limit(code: str, change: dict[str, object]) -> None:
    names = {"until": "latest", "km": "most_km", "minutes": "most_minutes", "refuses": "refuses"}
    good = day([driver("Kari", 0)], [trip("shop", 2, 6)])
    found = plan(good, iterations=20)
    asked, who = good.trips[0], good.vehicles[0]
    for name, value in change.items():
        if name in names:
            who = replace(who, **{names[name]: value})  # type: ignore[arg-type]
        elif name == "latest":
            asked = replace(asked, dropoff_window=(0.0, 4.0))
        elif name == "ride":
            asked = replace(asked, most_ride_minutes=3.0)
        else:
            asked = replace(asked, **{name: value})  # type: ignore[arg-type]
    assert check(good, found) == []
    assert code in {b.code for b in check(replace(good, vehicles=(who,), trips=(asked,)), found)}


def test_the_check_sees_times_that_the_way_does_not_allow() -> None:
    good = day([driver("Kari", 0)], [trip("shop", 2, 6)])
    found = plan(good, iterations=20)
    assert {b.code for b in check(good, _bent(found, 1, arrival=3.0, start=3.0))} == {"way"}
    assert "served" in {b.code for b in check(good, replace(found, routes=()))}
    assert ROAD[2, 6] == 4.0
