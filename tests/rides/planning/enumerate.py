"""The best plan of a tiny day by trying everything: all orders of all sets of trips in all vehicles.

Times by a linear program; the objective as the words of `Weights` say it. Nothing of the search is used.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from math import inf

from scipy.optimize import linprog

from rides.planning.day import Day, Key, Trip, Vehicle

Stops = tuple[tuple[Trip, bool], ...]
TINY = 1e-7


def best_cost(day: Day) -> float:
    """Return the cost of the best plan of a day that nobody has driven any of."""
    trips = tuple(trip for trip in day.trips if not trip.on_call)

    @cache
    def run_cost(v: int, chosen: tuple[int, ...]) -> float:
        return cheapest_run(day, day.vehicles[v], tuple(trips[i] for i in chosen))

    def plan_cost(drivers: tuple[int, ...]) -> float:
        by_trip = {trip.key: driver for trip, driver in zip(trips, drivers, strict=True)}
        extra = sum((_extra(day, trip, by_trip) for trip in trips), start=0.0)
        for v in range(len(day.vehicles)):
            if extra == inf:
                break
            extra += run_cost(v, tuple(i for i, driver in enumerate(drivers) if driver == v))
        return extra

    return min(map(plan_cost, product(range(-1, len(day.vehicles)), repeat=len(trips))))


def _extra(day: Day, trip: Trip, driver: dict[Key, int]) -> float:
    """Return what one trip costs whatever its run: not driven, changed, parted; inf: one leg without the other."""
    weights, v = day.weights, driver[trip.key]
    other = driver.get(trip.pair) if trip.pair is not None else None
    if other is not None and (v < 0) != (other < 0):
        return inf
    if v < 0:
        return weights.unserved
    told = day.published.get(trip.key)
    changed = told is not None and told.vehicle != day.vehicles[v].key
    parted = trip.same_driver and other is not None and other != v
    # Each of the two legs tells half of it.
    return weights.change * changed + weights.other_driver * parted / 2


def cheapest_run(day: Day, vehicle: Vehicle, trips: tuple[Trip, ...]) -> float:
    """Return kilometres and discomfort of the best run with exactly these trips, inf when there is none."""
    if not trips:
        return 0.0
    if any(t.needs - vehicle.takes or t.rider in vehicle.refuses for t in trips):
        return inf
    runs = sorted(((_km(day, vehicle, run), run) for run in orders(vehicle, trips)), key=_first)
    best = inf
    for km, run in runs:
        if (
            km * day.weights.km >= best
            or km > (inf if vehicle.most_km is None else vehicle.most_km) + TINY
        ):
            break
        minutes = least_discomfort(day, vehicle, run)
        best = min(best, day.weights.km * km + day.weights.ride_minute * minutes)
    return best


def _first(pair: tuple[float, Stops]) -> float:
    return pair[0]


def orders(vehicle: Vehicle, trips: tuple[Trip, ...]) -> Iterator[Stops]:
    """Go through all orders in which pickups come first, loads fit and nobody is together who may not be."""

    def go_on(done: Stops, aboard: tuple[Trip, ...], left: tuple[Trip, ...]) -> Iterator[Stops]:
        if not aboard and not left:
            yield done
        for trip in aboard:
            yield from go_on((*done, (trip, False)), tuple(t for t in aboard if t != trip), left)
        for trip in left:
            fits = all(
                sum(t.load[kind] for t in (*aboard, trip)) <= room
                for kind, room in enumerate(vehicle.capacity)
            )
            apart = any(t.rider in trip.apart or trip.rider in t.apart for t in aboard)
            if fits and not apart:
                rest = tuple(t for t in left if t != trip)
                yield from go_on((*done, (trip, True)), (*aboard, trip), rest)

    return go_on((), (), trips)


def _points(vehicle: Vehicle, run: Stops) -> list[int]:
    ends = (trip.pickup if pickup else trip.dropoff for trip, pickup in run)
    return [vehicle.start, *ends, vehicle.end]


def _km(day: Day, vehicle: Vehicle, run: Stops) -> float:
    return float(sum(day.km[a, b] for a, b in pairwise(_points(vehicle, run))))


def least_discomfort(day: Day, vehicle: Vehicle, run: Stops) -> float:
    """Return the least minutes of the riders above their direct ways, inf when no times keep all limits."""
    points, size = _points(vehicle, run), len(run) + 2
    place = {(trip.key, pickup): k for k, (trip, pickup) in enumerate(run, start=1)}
    rows, most, cost, constant = [], [], [0.0] * size, 0.0

    def limit(later: int, earlier: int, minutes: float) -> None:
        if minutes < inf:
            row = [0.0] * size
            row[later] += 1
            row[earlier] -= 1
            rows.append(row)
            most.append(minutes)

    for k in range(size - 1):
        trip, pickup = run[k - 1] if k else (None, False)
        takes = (trip.pickup_minutes if pickup else trip.dropoff_minutes) if trip else 0.0
        limit(k, k + 1, -(takes + float(day.minutes[points[k], points[k + 1]])))
    windows = [day.hours(vehicle)]
    for trip, pickup in run:
        windows.append(trip.pickup_window if pickup else trip.dropoff_window)
        if pickup:
            up, off = place[trip.key, True], place[trip.key, False]
            limit(off, up, trip.pickup_minutes + trip.most_ride_minutes)
            cost[off] += 1
            cost[up] -= 1
            constant += trip.pickup_minutes + day.direct_minutes(trip)
    windows.append(day.hours(vehicle))
    limit(size - 1, 0, inf if vehicle.most_minutes is None else vehicle.most_minutes)
    answer = linprog(cost, rows, most, bounds=[_bounds(window) for window in windows])
    return float(answer.fun) - constant if answer.success else inf


def _bounds(window: tuple[float, float]) -> tuple[float | None, float | None]:
    early, late = window
    return (None if early == -inf else early), (None if late == inf else late)
