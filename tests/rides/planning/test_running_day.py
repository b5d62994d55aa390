"""A day that has begun: what was driven stays, who sits in a car is brought, late or not."""

from dataclasses import replace

import numpy as np
import pytest

from rides.planning.check import check
from rides.planning.day import Day, DayError, Done, Told, Trip, Vehicle
from rides.planning.insertion import accept, insert, remove
from rides.planning.moving import place
from rides.planning.planner import plan
from rides.planning.result import Placement, Reason
from rides.planning.timetable import timetable

# Points 0…9 on a straight road, a kilometre and a minute apart.
ROAD = np.abs(np.arange(10.0)[:, None] - np.arange(10.0)[None, :])


def driver(key: str, at: int, **more: object) -> Vehicle:
    return replace(Vehicle(key, at, at, 0.0, 200.0, (3,)), **more)  # type: ignore[arg-type]


def trip(key: str, pickup: int, dropoff: int, **more: object) -> Trip:
    made = Trip(key, f"rider of {key}", pickup, dropoff, most_ride_minutes=60.0)
    return replace(made, **{"dropoff_window": (0.0, 150.0), **more})  # type: ignore[arg-type]


def day(vehicles: list[Vehicle], trips: list[Trip], **more: object) -> Day:
    return replace(Day(tuple(vehicles), tuple(trips), ROAD, ROAD), **more)  # type: ignore[arg-type]


FETCHED = Done("shop", True, 2.0, 2.0, 3.0)


def test_who_sits_in_the_car_is_brought_by_it_and_what_was_driven_stays() -> None:
    begun = driver("Kari", 0, fixed=(FETCHED,))
    other = driver("Aino", 5)
    found = plan(day([begun, other], [trip("shop", 2, 6), trip("club", 4, 5)]), iterations=100)
    run = found.route["Kari"]
    assert run.stops[0].fixed
    assert run.stops[0].start == 2.0
    assert ("shop", False) in run.order()
    assert check(day([begun, other], [trip("shop", 2, 6), trip("club", 4, 5)]), found) == []


def test_nothing_that_is_not_fixed_begins_before_now() -> None:
    begun = driver("Kari", 0, fixed=(FETCHED,))
    today = day([begun], [trip("shop", 2, 6), trip("club", 4, 5)], now=40.0)
    found = plan(today, iterations=100)
    assert min(s.start for _, s in found.stops() if not s.fixed) >= 40.0
    assert check(today, found) == []


def test_a_rider_whose_time_has_passed_is_still_brought() -> None:
    begun = driver("Kari", 0, fixed=(FETCHED,))
    today = day([begun], [trip("shop", 2, 6, most_ride_minutes=5.0)], now=90.0)
    found = plan(today, iterations=100)
    assert found.route["Kari"].stops[-1].start == pytest.approx(94.0)
    assert check(today, found) == []


def test_a_return_whose_outward_leg_was_driven_is_left_behind_when_nobody_can() -> None:
    done = (FETCHED, Done("shop", False, 7.0, 7.0, 8.0))
    legs = [
        trip("shop", 2, 6, pair="home"),
        trip("home", 6, 2, pair="shop", pickup_window=(190.0, 195.0)),
    ]
    legs[1] = replace(legs[1], dropoff_window=(0.0, 300.0))
    found = plan(day([driver("Kari", 0, fixed=done, latest=150.0)], legs), iterations=100)
    assert (found.figures.unserved, found.figures.left_behind) == (1, 1)
    assert [reason.code for reason in found.unserved["home"]] == ["hours"]


def test_an_insertion_says_whose_times_it_moves() -> None:
    today = day([driver("Kari", 0)], [trip("shop", 2, 6, pickup_window=(2.0, 30.0))])
    before = plan(today, iterations=50)
    wider = replace(today, trips=(*today.trips, trip("club", 1, 5, pickup_minutes=4.0)))
    place_found = insert(wider, before, "club")[0]
    assert place_found.vehicles == {"club": "Kari"}
    assert place_found.km == 0.0
    assert {shift.trip for shift in place_found.moved} == {"shop"}
    assert check(wider, accept(wider, before, place_found)) == []


def test_two_legs_are_placed_together_and_taken_out_again() -> None:
    legs = [trip("out", 1, 6, pair="back"), trip("back", 6, 1, pair="out")]
    legs[0] = replace(legs[0], dropoff_window=(20.0, 30.0))
    legs[1] = replace(legs[1], pickup_window=(60.0, 70.0))
    today = day([driver("Kari", 0), driver("Aino", 7)], legs)
    nobody = plan(replace(today, trips=()), iterations=20)
    places = insert(today, nobody, ["out", "back"])
    assert places[0].vehicles == {"out": "Kari", "back": "Kari"}
    assert [p.cost for p in places] == sorted(p.cost for p in places)
    assert len(places) == 4
    full = accept(today, nobody, places[0])
    assert check(today, full) == []
    assert set(remove(today, full, "back").served) == {"out"}


def test_a_rider_who_was_picked_up_cannot_be_taken_out() -> None:
    today = day([driver("Kari", 0, fixed=(FETCHED,))], [trip("shop", 2, 6)])
    with pytest.raises(DayError):
        remove(today, plan(today, iterations=20), "shop")


def test_a_coordinator_places_a_trip_or_hears_the_limit_that_bars_it() -> None:
    today = day([driver("Kari", 0), driver("Aino", 3, capacity=(0,))], [trip("shop", 2, 6)])
    found = plan(today, iterations=20)
    assert isinstance(place(today, found, "shop", "Kari"), Placement)
    assert place(today, found, "shop", "Aino") == Reason("capacity", ("Aino",), {"kind": 0})


def test_what_was_published_stays_when_nothing_is_gained_by_a_change() -> None:
    twins = [driver("Kari", 0), driver("Aino", 0)]
    for name in ("Kari", "Aino"):
        told = {"shop": Told(name, 2.0, 6.0)}
        found = plan(day(twins, [trip("shop", 2, 6)], published=told), iterations=50)
        assert found.served == {"shop": name}
        assert found.figures.changes == 0


def test_a_return_on_call_is_reported_and_not_planned() -> None:
    legs = [trip("out", 1, 6, pair="back"), trip("back", 6, 1, pair="out", on_call=True)]
    found = plan(day([driver("Kari", 0)], legs), iterations=50)
    assert (set(found.served), found.on_call, dict(found.unserved)) == ({"out"}, ("back",), {})


def test_a_departure_is_delayed_so_that_nobody_waits_in_the_car() -> None:
    today = day([driver("Kari", 0)], [trip("shop", 2, 6)])
    late = replace(today, trips=(replace(today.trips[0], dropoff_window=(100.0, 120.0)),))
    times = timetable(late, "Kari", [("shop", True), ("shop", False)])
    assert times is not None
    assert times.earliest[1:3] == (40.0, 100.0)
    assert times.best == (94.0, 96.0, 100.0, 106.0)
    assert times.latest[1:3] == (116.0, 120.0)
