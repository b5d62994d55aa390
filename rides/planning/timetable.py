"""The exact timetable of a run: its earliest and latest times, and the ones with the least minutes aboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rides.planning.comfort import comfortable
from rides.planning.compiled import compiled
from rides.planning.day import Day, Floats, Key, Trip, Vehicle
from rides.planning.problem import Clock, Ints, Model, model_of
from rides.planning.result import Route, Stop
from rides.planning.routes import Runs
from rides.planning.times import earliest, latest

Order = Sequence[tuple[Key, bool]]


@dataclass(frozen=True)
class Times:
    """When service begins at the start of a run, at each stop and at its end, in minutes.

    `best`: the earliest of the timetables with the least minutes of all riders aboard.
    """

    earliest: tuple[float, ...]
    latest: tuple[float, ...]
    best: tuple[float, ...]


@compiled
def _times(c: Clock, v: int, nodes: Ints, mate: Ints, times: Floats) -> bool:
    """Write earliest, latest and best times into the rows of `times`; return whether there are any."""
    size = len(nodes)
    if not earliest(c, v, nodes, size, mate, times[0]):
        return False
    latest(c, v, nodes, size, mate, times[1])
    comfortable(c, v, nodes, size, mate, times[2])
    return True


def timetable(day: Day, vehicle: Key, order: Order) -> Times | None:
    """Return the times of a run of (trip, is it the pickup) without what is fixed, None when there are none.

    Looks at windows, ride times and the driver's hours and minutes, not at loads, kilometres or company.
    """
    model = model_of(day)
    return times_of(model, [one.key for one in day.vehicles].index(vehicle), nodes_of(model, order))


def nodes_of(model: Model, order: Order) -> list[int]:
    """Return the nodes of the stops."""
    n = len(model.day.trips)
    return [model.number[key] + (0 if pickup else n) for key, pickup in order]


def times_of(model: Model, v: int, stops: Sequence[int]) -> Times | None:
    """Return the times of vehicle number `v` along nodes without start and end."""
    p, n = model.problem, len(model.day.trips)
    nodes = np.array([p.start[v], *stops, p.end[v]], dtype=np.int64)
    place = {node: k for k, node in enumerate(nodes)}
    mate = [place.get(node - n, -1) if n <= node < 2 * n else -1 for node in nodes]
    times = np.empty((3, len(nodes)))
    if not _times(p.clock, v, nodes, np.array(mate, dtype=np.int64), times):
        return None
    rows = [tuple(float(time) for time in row) for row in times]
    return Times(rows[0], rows[1], rows[2])


def stops_in(runs: Runs, v: int) -> list[int]:
    """Return the nodes of run `v` without start and end."""
    return [int(node) for node in runs.seq[v, 1 : runs.size[v] - 1]]


def route_of(model: Model, v: int, stops: Sequence[int]) -> Route:
    """Return the whole run with its fixed stops, as comfortable as can be. Raises ValueError if there is none."""
    day, vehicle = model.day, model.day.vehicles[v]
    times = times_of(model, v, stops)
    if times is None:
        raise ValueError(f"the run of {vehicle.key} has no timetable")
    done, load = _fixed_stops(day, vehicle)
    ahead, before, here = [], times.best[0], model.runs[v].point
    for node, start, late in zip(stops, times.best[1:], times.latest[1:], strict=False):
        trip, pickup = _end(day, node)
        point, service = _where(trip, pickup)
        load = _after(load, trip, pickup)
        arrival = before + float(day.minutes[here, point])
        ahead.append(Stop(trip.key, pickup, arrival, start, start + service, load, late - start))
        before, here = start + service, point
    all_stops = (*done, *ahead)
    points = [
        vehicle.start,
        *(_where(day.trip[s.trip], s.pickup)[0] for s in all_stops),
        vehicle.end,
    ]
    km = sum(float(day.km[a, b]) for a, b in pairwise(points))
    left = times.best[0]
    if vehicle.fixed:
        left = vehicle.fixed[0].arrival - float(day.minutes[points[0], points[1]])
    return Route(vehicle.key, left, times.best[-1], all_stops, km if all_stops else 0.0)


def _fixed_stops(day: Day, vehicle: Vehicle) -> tuple[list[Stop], tuple[int, ...]]:
    load: tuple[int, ...] = (0,) * len(vehicle.capacity)
    stops = []
    for one in vehicle.fixed:
        load = _after(load, day.trip[one.trip], one.pickup)
        stops.append(
            Stop(one.trip, one.pickup, one.arrival, one.start, one.departure, load, 0.0, fixed=True)
        )
    return stops, load


def _end(day: Day, node: int) -> tuple[Trip, bool]:
    n = len(day.trips)
    return day.trips[node % n], node < n


def _where(trip: Trip, pickup: bool) -> tuple[int, float]:
    return (trip.pickup, trip.pickup_minutes) if pickup else (trip.dropoff, trip.dropoff_minutes)


def _after(load: tuple[int, ...], trip: Trip, pickup: bool) -> tuple[int, ...]:
    sign = 1 if pickup else -1
    return tuple(had + sign * more for had, more in zip(load, trip.load, strict=True))
