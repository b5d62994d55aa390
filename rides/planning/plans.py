"""From the runs of the search to a plan, with its figures, and back."""

from collections.abc import Iterable

import numpy as np

from rides.planning.day import Day, Key
from rides.planning.problem import Model
from rides.planning.result import Figures, Plan, Reason, Route
from rides.planning.routes import Runs, empty_runs, price, refresh
from rides.planning.timetable import nodes_of, route_of, stops_in


def runs_of(model: Model, plan: Plan | None = None) -> Runs:
    """Return the runs of a plan, fresh; without one, only what brings home who is aboard.

    Raises ValueError when a run of the plan cannot be held on this day.
    """
    runs = empty_runs(model.problem)
    for v, vehicle in enumerate(model.day.vehicles):
        route = plan.route.get(vehicle.key) if plan else None
        n = len(model.day.trips)
        stops = [n + model.number[one.trip.key] for one in model.runs[v].aboard]
        if not write_run(model, runs, v, nodes_of(model, route.order()) if route else stops):
            raise ValueError(f"the run of {vehicle.key} cannot be held")
    return runs


def write_run(model: Model, runs: Runs, v: int, stops: list[int]) -> bool:
    """Write the nodes as run `v`; return whether times, loads and kilometres can be held."""
    p, n = model.problem, len(model.day.trips)
    for node in runs.seq[v, 1 : runs.size[v] - 1]:
        runs.where[node % n] = -1
    runs.seq[v, 1 : len(stops) + 1] = stops
    runs.seq[v, len(stops) + 1] = p.end[v]
    runs.size[v] = len(stops) + 2
    runs.where[np.array(stops, dtype=np.int64) % max(n, 1)] = v
    held = refresh(p, runs, v)
    if held:
        price(p, runs, v)
    return held


def plan_of(model: Model, runs: Runs) -> Plan:
    """Return the plan of the runs; its unserved have no reasons yet."""
    routes = (
        route_of(model, v, stops_in(runs, v))
        for v, vehicle in enumerate(model.day.vehicles)
        if vehicle.fixed or runs.size[v] > 2
    )
    return assemble(model.day, routes)


def assemble(day: Day, routes: Iterable[Route]) -> Plan:
    """Put runs together to a plan with its figures; nobody has reasons yet."""
    runs = tuple(route for route in routes if route.stops)
    served = {stop.trip for route in runs for stop in route.stops}
    waiting = tuple(t.key for t in day.trips if t.on_call and t.key not in served)
    nothing: tuple[Reason, ...] = ()
    unserved = {
        trip.key: nothing for trip in day.trips if trip.key not in served and not trip.on_call
    }
    return Plan(runs, unserved, waiting, _figures(day, runs, unserved))


def _figures(day: Day, routes: tuple[Route, ...], unserved: Iterable[Key]) -> Figures:
    driver = {stop.trip: route.vehicle for route in routes for stop in route.stops}
    told = day.published
    missing = [day.trip[key] for key in unserved]
    parted = {
        frozenset((trip.key, trip.pair))
        for trip in day.trips
        if trip.same_driver and trip.pair in driver and trip.key in driver
        and driver[trip.key] != driver[trip.pair]
    }  # fmt: skip
    return Figures(
        unserved=len(missing),
        left_behind=sum(1 for t in missing if t.pair is not None and t.pair in _underway(day)),
        km=sum(route.km for route in routes),
        discomfort=sum(discomfort(day, route) for route in routes),
        changes=sum(1 for key, by in driver.items() if key in told and told[key].vehicle != by),
        other_driver=len(parted),
    )


def _underway(day: Day) -> set[Key]:
    return {done.trip for vehicle in day.vehicles for done in vehicle.fixed}


def discomfort(day: Day, route: Route) -> float:
    """Return the minutes of the riders of a run above their direct ways."""
    left = {stop.trip: stop.departure for stop in route.stops if stop.pickup}
    return sum(
        stop.start - left[stop.trip] - day.direct_minutes(day.trip[stop.trip])
        for stop in route.stops
        if not stop.pickup
    )
