"""The planner against trying everything, on days of at most four trips with every feature."""

from dataclasses import replace
from itertools import pairwise
from math import inf, isclose
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rides.planning.check import check
from rides.planning.day import Day, Key
from rides.planning.insertion import accept, insert
from rides.planning.planner import plan
from rides.planning.plans import discomfort
from rides.planning.result import Plan
from rides.planning.timetable import timetable
from tests.rides.planning.days import days
from tests.rides.planning.enumerate import Stops, best_cost, least_discomfort, orders

PATIENT = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
STEPS = 400


@given(days())
@PATIENT
def test_a_plan_is_the_best_there_is_and_keeps_every_limit(day: Day) -> None:
    found = plan(day, iterations=STEPS, seed=1)
    assert check(day, found) == []
    assert isclose(found.figures.cost(day.weights), best_cost(day), abs_tol=1e-6)


@given(days(most=3))
@PATIENT
def test_every_trip_that_is_not_driven_has_a_reason(day: Day) -> None:
    found = plan(day, iterations=STEPS, seed=1)
    for key, reasons in found.unserved.items():
        assert reasons, key
        named = [vehicle for reason in reasons for vehicle in reason.vehicles]
        pair = [reason.code for reason in reasons] == ["pair"]
        assert pair or sorted(map(str, named)) == sorted(str(v.key) for v in day.vehicles)


@given(days(most=4))
@PATIENT
def test_insertion_finds_the_best_place_in_each_car(day: Day) -> None:
    new = day.trips[-1]
    others = replace(day, trips=tuple(t for t in day.trips[:-1] if t.pair != new.key))
    before = plan(others, iterations=STEPS, seed=1)
    new = replace(new, pair=None)
    day = replace(day, trips=(*others.trips, new))
    places = insert(day, before, new.key)
    found = {place.vehicles[new.key]: place.cost for place in places}
    for vehicle in day.vehicles:
        wanted = _best_place(day, before, vehicle.key)
        assert isclose(found.get(vehicle.key, inf), wanted, abs_tol=1e-6)
    assert [p.cost for p in places] == sorted(p.cost for p in places)
    for place in places:
        after = accept(day, before, place)
        codes = {breach.code for breach in check(day, after)}
        assert codes <= {"pair"}
        more = after.figures.cost(day.weights) - before.figures.cost(day.weights)
        assert isclose(more, place.cost, abs_tol=1e-6)


def _best_place(day: Day, before: Plan, vehicle_key: Key) -> float:
    """Return what the last trip adds at its best place in one car, the other stops in their order."""
    vehicle = day.vehicle[vehicle_key]
    new = day.trips[-1]
    if new.needs - vehicle.takes or new.rider in vehicle.refuses:
        return inf
    route = before.route.get(vehicle.key)
    kept = [(day.trip[key], pickup) for key, pickup in route.order()] if route else []
    trips = (*(trip for trip, pickup in kept if pickup), new)
    old = _cost(day, vehicle_key, tuple(kept)) if kept else 0.0
    told = day.published.get(new.key)
    fee = day.weights.change if told and told.vehicle != vehicle.key else 0.0
    costs = (
        _cost(day, vehicle_key, run)
        for run in orders(vehicle, trips)
        if [stop for stop in run if stop[0] != new] == kept
    )
    return min(costs, default=inf) - old + fee


def _cost(day: Day, vehicle_key: Key, run: Stops) -> float:
    vehicle = day.vehicle[vehicle_key]
    ends = [trip.pickup if pickup else trip.dropoff for trip, pickup in run]
    points = [vehicle.start, *ends, vehicle.end]
    km = sum(float(day.km[a, b]) for a, b in pairwise(points))
    if vehicle.most_km is not None and km > vehicle.most_km + 1e-9:
        return inf
    return day.weights.km * km + day.weights.ride_minute * least_discomfort(day, vehicle, run)


@given(days(most=3), st.randoms(use_true_random=False))
@PATIENT
def test_a_run_has_a_timetable_just_when_it_can_have_one_and_the_most_comfortable(
    day: Day, chance: Random
) -> None:
    vehicle = day.vehicles[0]
    roomy = replace(vehicle, capacity=(9, 9))
    free = tuple(replace(trip, apart=frozenset()) for trip in day.trips)
    every = list(orders(roomy, free))
    for run in chance.sample(every, min(12, len(every))):
        stops = [(trip.key, pickup) for trip, pickup in run]
        times = timetable(day, vehicle.key, stops)
        least = least_discomfort(day, vehicle, run)
        assert (times is None) == (least == inf)
        if times:
            assert isclose(_aboard(day, stops, times.best), least, abs_tol=1e-5)
            sandwich = zip(times.earliest, times.best, times.latest, strict=True)
            assert all(a - 1e-6 <= b <= c + 1e-6 for a, b, c in sandwich)


def _aboard(day: Day, stops: list[tuple[Key, bool]], times: tuple[float, ...]) -> float:
    begins = dict(zip(stops, times[1:], strict=False))
    return sum(
        begins[trip.key, False]
        - begins[trip.key, True]
        - trip.pickup_minutes
        - day.direct_minutes(trip)
        for trip in day.trips
    )


@given(days(most=3))
@PATIENT
def test_the_same_seed_and_iterations_give_the_same_plan(day: Day) -> None:
    one, other = (plan(day, iterations=100, seed=7) for _ in range(2))
    assert one == other
    assert sum(discomfort(day, route) for route in one.routes) == one.figures.discomfort
