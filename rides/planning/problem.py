"""The day as arrays, for the compiled search.

Nodes: 0…n-1 the pickups of the n trips, n…2n-1 their drop-offs, from 2n the points where vehicles start and end.
"""

from dataclasses import dataclass
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rides.planning.day import Day, DayError, Floats, Key
from rides.planning.running import Running, running

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Clock(NamedTuple):
    """All that timetables depend on: N nodes, n trips, m vehicles; minutes."""

    way: Floats  # [N, N] from the beginning of service at one to the arrival at the other
    early: Floats  # [N] service begins at the earliest and at the latest
    late: Floats
    ride: Floats  # [n] most minutes from the beginning of service to the beginning of service
    opens: Floats  # [m]
    closes: Floats
    most_minutes: Floats


class Problem(NamedTuple):
    """Shapes: N nodes, n trips, m vehicles, K kinds of load. Kilometres and costs are floats."""

    clock: Clock
    km: Floats  # [N, N]
    load: Ints  # [N, K] what gets on, negative: off
    direct: (
        Floats  # [n] the least minutes from the beginning of service to the beginning of service
    )
    missing: Floats  # [n] what leaving it out costs
    pair: Ints  # [n] the other leg of the request, -1: none
    together: Floats  # [n] what it costs when the pair has another driver
    apart: Flags  # [n, n] may not be aboard together
    wary: Flags  # [n] there is somebody it may not be aboard with
    fee: Floats  # [m, n] what it costs that this vehicle takes it, inf: it cannot
    free: Flags  # [n] it can still be moved: neither aboard, nor done, nor on call
    start: Ints  # [m] nodes
    end: Ints
    most_km: Floats  # [m]
    room: Ints  # [m, K]
    first_load: Ints  # [m, K] on leaving the start: riders already aboard
    idle_km: Floats  # [m] what is driven when nothing more is done: 0, or home when it has set out
    kind: Ints  # [m] vehicles of one kind are alike while they are empty
    km_cost: float
    ride_cost: float


@dataclass(frozen=True)
class Model:
    """A day with its arrays. `runs`: what each vehicle has left. `number`: of a trip, by its key."""

    day: Day
    problem: Problem
    runs: tuple[Running, ...]
    number: dict[Key, int]


def model_of(day: Day) -> Model:
    """Turn the day into arrays. Raises DayError when it contradicts itself."""
    number = {trip.key: i for i, trip in enumerate(day.trips)}
    if len(number) < len(day.trips) or len(day.vehicle) < len(day.vehicles):
        raise DayError("a key stands twice")
    runs = tuple(running(day, vehicle) for vehicle in day.vehicles)
    return Model(day, _Arrays(day, runs, number).problem(), runs, number)


class _Arrays:
    """Fills the arrays of one day."""

    def __init__(self, day: Day, runs: tuple[Running, ...], number: dict[Key, int]) -> None:
        self.day, self.runs, self.number = day, runs, number
        self.n = len(day.trips)
        ends = [run.point for run in runs] + [vehicle.end for vehicle in day.vehicles]
        self.depots = {point: 2 * self.n + i for i, point in enumerate(dict.fromkeys(ends))}
        self.taken = {key for run in runs for key in run.done}
        self.pair = self._pairs()

    def problem(self) -> Problem:
        day, trips = self.day, self.day.trips
        points = [t.pickup for t in trips] + [t.dropoff for t in trips] + list(self.depots)
        nodes = np.array(points, dtype=np.int64)
        minutes = np.ascontiguousarray(day.minutes[np.ix_(nodes, nodes)], dtype=np.float64)
        apart = self._apart()
        fee = self._fees()
        return Problem(
            clock=self._clock(minutes),
            km=np.ascontiguousarray(day.km[np.ix_(nodes, nodes)], dtype=np.float64),
            load=self._loads(),
            direct=_floats([day.direct_minutes(t) + t.pickup_minutes for t in trips]),
            missing=_floats([self._missing(i) for i in range(self.n)]),
            pair=self.pair,
            together=_floats([self._together(i) for i in range(self.n)]),
            apart=apart,
            wary=np.array(apart.any(axis=1)),
            fee=fee,
            free=np.array(
                [not t.on_call and t.key not in self.taken for t in trips], dtype=np.bool_
            ),
            **self._vehicles(fee),
            km_cost=float(day.weights.km),
            ride_cost=float(day.weights.ride_minute),
        )

    def _clock(self, minutes: Floats) -> Clock:
        trips, runs = self.day.trips, self.runs
        service = [t.pickup_minutes for t in trips] + [t.dropoff_minutes for t in trips]
        early, late = self._windows(minutes)
        return Clock(
            way=minutes + _floats(service + [0.0] * len(self.depots))[:, None],
            early=early,
            late=late,
            ride=_floats([t.most_ride_minutes + t.pickup_minutes for t in trips]),
            opens=_floats([run.opens for run in runs]),
            closes=_floats([run.closes for run in runs]),
            most_minutes=_floats([run.most_minutes for run in runs]),
        )

    def _loads(self) -> Ints:
        kinds = len(self.day.vehicles[0].capacity) if self.day.vehicles else 1
        load = np.zeros((2 * self.n + len(self.depots), kinds), dtype=np.int64)
        if self.n and self.day.vehicles:
            load[: self.n] = [trip.load for trip in self.day.trips]
            load[self.n : 2 * self.n] = -load[: self.n]
        return load

    def _windows(self, minutes: Floats) -> tuple[Floats, Floats]:
        """Return the windows by node, each end's narrowed by what the other leaves; nothing is lost by it."""
        early = np.full(len(minutes), -inf)
        late = np.full(len(minutes), inf)
        widened = {one.trip.key: one.late for run in self.runs for one in run.aboard}
        for i, trip in enumerate(self.day.trips):
            j = self.n + i
            early[i], late[i] = trip.pickup_window
            early[j], late[j] = trip.dropoff_window
            if trip.key in self.taken:
                late[j] = widened.get(trip.key, late[j])
                continue
            least = trip.pickup_minutes + minutes[i, j]
            most = trip.pickup_minutes + trip.most_ride_minutes
            early[j] = max(early[j], early[i] + least)
            late[i] = min(late[i], late[j] - least)
            early[i] = max(early[i], early[j] - most)
            late[j] = min(late[j], late[i] + most)
        return early, late

    def _pairs(self) -> Ints:
        pair = np.full(self.n, -1, dtype=np.int64)
        for i, trip in enumerate(self.day.trips):
            if trip.pair is None:
                continue
            other = self.day.trip.get(trip.pair)
            if other is None:
                raise DayError(f"trip {trip.key} has a pair that is not there")
            if not {trip.key, other.key} & self.taken and not trip.on_call and not other.on_call:
                pair[i] = self.number[other.key]
        if any(other >= 0 and pair[other] != i for i, other in enumerate(pair)):
            raise DayError("the pair of a trip has another pair")
        return pair

    def _apart(self) -> Flags:
        apart = np.zeros((self.n, self.n), dtype=np.bool_)
        for i, one in enumerate(self.day.trips):
            for j, other in enumerate(self.day.trips) if one.apart else ():
                apart[i, j] = apart[j, i] = apart[i, j] or other.rider in one.apart
        return apart

    def _missing(self, i: int) -> float:
        weights, trip = self.day.weights, self.day.trips[i]
        return weights.left_behind if trip.pair in self.taken else weights.unserved

    def _together(self, i: int) -> float:
        wished = self.day.trips[i].same_driver and self.pair[i] >= 0
        return self.day.weights.other_driver if wished else 0.0

    def _fees(self) -> Floats:
        fee = np.zeros((len(self.day.vehicles), self.n))
        for v, vehicle in enumerate(self.day.vehicles):
            for i, trip in enumerate(self.day.trips):
                told = self.day.published.get(trip.key)
                if trip.needs - vehicle.takes or trip.rider in vehicle.refuses:
                    fee[v, i] = inf
                elif told and told.vehicle != vehicle.key:
                    fee[v, i] = self.day.weights.change
        return fee

    def _vehicles(self, fee: Floats) -> dict[str, Any]:
        vehicles, runs = self.day.vehicles, self.runs
        kinds = len(vehicles[0].capacity) if vehicles else 1
        return {
            "start": _ints([self.depots[run.point] for run in runs]),
            "end": _ints([self.depots[vehicle.end] for vehicle in vehicles]),
            "most_km": _floats([run.km for run in runs]),
            "idle_km": _floats([self._idle_km(v) for v in range(len(vehicles))]),
            "room": _ints([vehicle.capacity for vehicle in vehicles]).reshape(len(vehicles), kinds),
            "first_load": _ints([run.load for run in runs]).reshape(len(vehicles), kinds),
            "kind": _ints(self._kinds(fee)),
        }

    def _idle_km(self, v: int) -> float:
        vehicle, run = self.day.vehicles[v], self.runs[v]
        return float(self.day.km[run.point, vehicle.end]) if vehicle.fixed else 0.0

    def _kinds(self, fee: Floats) -> list[int]:
        seen: dict[object, int] = {}
        looks = [
            (
                (run.point, vehicle.end, run.opens, run.closes, run.km, run.most_minutes),
                (bool(vehicle.fixed), tuple(one.trip.key for one in run.aboard)),
                (vehicle.capacity, run.load, fee[v].tobytes()),
            )
            for v, (vehicle, run) in enumerate(zip(self.day.vehicles, self.runs, strict=True))
        ]
        return [seen.setdefault(look, len(seen)) for look in looks]


def _floats(values: list[float]) -> Floats:
    return np.array(values, dtype=np.float64)


def _ints(values: list[int] | list[tuple[int, ...]]) -> Ints:
    return np.array(values, dtype=np.int64)
