"""What a run has left to do when part of it has been driven: where the car is, when, and who sits in it."""

from dataclasses import dataclass
from itertools import pairwise, permutations
from math import inf

from rides.planning.day import Day, Key, Trip, Vehicle

# More aboard than this are brought in the order of their latest times; up to it all orders are tried.
ALL_ORDERS = 6
# What one minute too late weighs against a kilometre, when what has happened leaves no other choice.
LATE_MINUTE = 1_000.0


@dataclass(frozen=True)
class Aboard:
    """A rider in the car, and the latest minute to begin service at the drop-off."""

    trip: Trip
    late: float


@dataclass(frozen=True)
class Running:
    """A vehicle's window from here on: `km` and `closes` are what is left of its limits.

    `aboard` in the order to bring them when nothing else is done. Limits that what happened has broken already
    are widened to the least that can still be kept, so that a late run still has a plan.
    """

    point: int
    opens: float
    closes: float
    km: float
    most_minutes: float
    load: tuple[int, ...]
    aboard: tuple[Aboard, ...]
    done: frozenset[Key]


def running(day: Day, vehicle: Vehicle) -> Running:
    """Return what the vehicle has left; a vehicle that has not set out has all of it."""
    opens, closes = day.hours(vehicle)
    if day.now is not None:
        opens = max(opens, day.now)
    most_km = inf if vehicle.most_km is None else vehicle.most_km
    most_minutes = inf if vehicle.most_minutes is None else vehicle.most_minutes
    nobody = (0,) * len(vehicle.capacity)
    if not vehicle.fixed:
        return Running(vehicle.start, opens, closes, most_km, most_minutes, nobody, (), frozenset())
    points = [vehicle.start, *(_point(day, done.trip, done.pickup) for done in vehicle.fixed)]
    first, last = vehicle.fixed[0], vehicle.fixed[-1]
    left = first.arrival - float(day.minutes[points[0], points[1]])
    driven = sum(float(day.km[a, b]) for a, b in pairwise(points))
    aboard = _aboard(day, vehicle)
    begun = Running(
        point=points[-1],
        opens=max(last.departure, opens),
        closes=min(closes, left + most_minutes),
        km=most_km - driven,
        most_minutes=inf,
        load=tuple(map(sum, zip(nobody, *(one.trip.load for one in aboard), strict=True))),
        aboard=aboard,
        done=frozenset(done.trip for done in vehicle.fixed),
    )
    return _widened(day, vehicle, begun)


def _point(day: Day, key: Key, pickup: bool) -> int:
    trip = day.trip[key]
    return trip.pickup if pickup else trip.dropoff


def _aboard(day: Day, vehicle: Vehicle) -> tuple[Aboard, ...]:
    boarded = {done.trip: done.departure for done in vehicle.fixed if done.pickup}
    for done in vehicle.fixed:
        if not done.pickup:
            boarded.pop(done.trip, None)
    return tuple(
        Aboard(trip, min(trip.dropoff_window[1], left + trip.most_ride_minutes))
        for trip, left in ((day.trip[key], left) for key, left in boarded.items())
    )


def _widened(day: Day, vehicle: Vehicle, begun: Running) -> Running:
    """Put the riders aboard into the best order and let the limits allow at least that."""
    orders = (
        permutations(begun.aboard)
        if len(begun.aboard) <= ALL_ORDERS
        else iter([tuple(sorted(begun.aboard, key=lambda one: one.late))])
    )
    brought = min((_bring(day, vehicle, begun, order) for order in orders), key=lambda b: b.cost)
    return Running(
        begun.point,
        begun.opens,
        max(begun.closes, brought.home),
        max(begun.km, brought.km),
        begun.most_minutes,
        begun.load,
        tuple(
            Aboard(one.trip, max(one.late, at))
            for one, at in zip(brought.order, brought.starts, strict=True)
        ),
        begun.done,
    )


@dataclass(frozen=True)
class _Brought:
    order: tuple[Aboard, ...]
    starts: tuple[float, ...]
    home: float
    km: float
    cost: float


def _bring(day: Day, vehicle: Vehicle, begun: Running, order: tuple[Aboard, ...]) -> _Brought:
    here, time, km, late = begun.point, begun.opens, 0.0, 0.0
    starts = []
    for one in order:
        there = one.trip.dropoff
        time = max(time + float(day.minutes[here, there]), one.trip.dropoff_window[0])
        km += float(day.km[here, there])
        late += max(0.0, time - one.late)
        starts.append(time)
        time += one.trip.dropoff_minutes
        here = there
    home = time + float(day.minutes[here, vehicle.end])
    km += float(day.km[here, vehicle.end])
    late += max(0.0, home - begun.closes)
    return _Brought(order, tuple(starts), home, km, LATE_MINUTE * late + km)
