"""Does a plan keep every hard limit? In plain Python, from its own times, sharing nothing with the search."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rides.planning.day import Day, Key, Trip, Vehicle
from rides.planning.result import Breach, Plan, Route, Stop

EPS = 1e-6


def check(day: Day, plan: Plan) -> list[Breach]:
    """Return every hard limit that the plan breaks; an empty list: none.

    Limits that were broken before anything can still be changed are not counted as long as the car brings who is
    aboard without doing anything else first. Legs of which a person placed only one are `pair`.
    """
    breaches = [*_vehicles(day, plan), *_trips(day, plan)]
    for route in plan.routes:
        if route.vehicle in day.vehicle:
            breaches += _route(day, day.vehicle[route.vehicle], route)
    return breaches


def _vehicles(day: Day, plan: Plan) -> Iterator[Breach]:
    for key, count in Counter(route.vehicle for route in plan.routes).items():
        if count > 1 or key not in day.vehicle:
            yield Breach("vehicle", key)
    for vehicle in day.vehicles:
        if vehicle.fixed and vehicle.key not in plan.route:
            yield Breach("fixed", vehicle.key)


def _trips(day: Day, plan: Plan) -> Iterator[Breach]:
    """Every trip is driven once, from its pickup to its drop-off in one car, or said not to be."""
    ends = Counter((stop.trip, stop.pickup) for _route, stop in plan.stops())
    underway = {done.trip for vehicle in day.vehicles for done in vehicle.fixed}
    for (key, _pickup), count in ends.items():
        if count > 1 or key not in day.trip:
            yield Breach("twice", trip=key)
    for trip in day.trips:
        ends_here = ends[trip.key, True], ends[trip.key, False]
        told = trip.key in plan.unserved or trip.key in plan.on_call
        if ends_here != ((0, 0) if told else (1, 1)):
            yield Breach("served", trip=trip.key)
        other = day.trip.get(trip.pair) if trip.pair is not None else None
        if other and not (trip.on_call or other.on_call or {trip.key, other.key} & underway):
            driven = ends[trip.key, True] > 0
            if driven and not ends[other.key, True]:
                yield Breach("pair", trip=trip.key)


def _route(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    yield from _fixed(vehicle, route)
    yield from _ways(day, vehicle, route)
    yield from _driver(day, vehicle, route)
    yield from _windows(day, vehicle, route)
    yield from _loads(day, vehicle, route)
    yield from _company(day, vehicle, route)


def _over(code: str, vehicle: Vehicle, trip: Key | None, by: float) -> Iterator[Breach]:
    if by > EPS:
        yield Breach(code, vehicle.key, trip, by)


def _fixed(vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    stops = [(s.trip, s.pickup, s.arrival, s.start, s.departure) for s in route.stops if s.fixed]
    done = [(d.trip, d.pickup, d.arrival, d.start, d.departure) for d in vehicle.fixed]
    begins = all(stop.fixed for stop in route.stops[: len(done)])
    if stops != done or not begins:
        yield Breach("fixed", vehicle.key)


def _point(day: Day, stop: Stop) -> int:
    trip = day.trip[stop.trip]
    return trip.pickup if stop.pickup else trip.dropoff


def _ways(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    """No stop is reached faster than the way takes, and none begins before `now`."""
    here, left = vehicle.start, route.departure
    for stop in route.stops:
        trip = day.trip[stop.trip]
        if not stop.fixed:
            way = float(day.minutes[here, _point(day, stop)])
            takes = trip.pickup_minutes if stop.pickup else trip.dropoff_minutes
            yield from _over("way", vehicle, stop.trip, left + way - stop.arrival)
            yield from _over("way", vehicle, stop.trip, stop.arrival - stop.start)
            yield from _over("service", vehicle, stop.trip, stop.start + takes - stop.departure)
            if day.now is not None:
                yield from _over("now", vehicle, stop.trip, day.now - stop.start)
        here, left = _point(day, stop), stop.departure
    yield from _over(
        "way", vehicle, None, left + float(day.minutes[here, vehicle.end]) - route.arrival
    )


def _excused(route: Route) -> int:
    """Return how many stops of a running route only bring who is aboard before anything else is done."""
    count = sum(1 for stop in route.stops if stop.fixed)
    if not count:
        return 0
    for stop in route.stops[count:]:
        if stop.pickup:
            break
        count += 1
    return count


def _driver(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    points = [vehicle.start, *(_point(day, stop) for stop in route.stops), vehicle.end]
    km = sum(float(day.km[a, b]) for a, b in pairwise(points))
    if abs(km - route.km) > EPS:
        yield Breach("km told", vehicle.key, by=abs(km - route.km))
    if _excused(route) == len(route.stops):
        return
    earliest, latest = day.hours(vehicle)
    if not vehicle.fixed:
        yield from _over("hours", vehicle, None, earliest - route.departure)
    yield from _over("hours", vehicle, None, route.arrival - latest)
    if vehicle.most_km is not None:
        yield from _over("km", vehicle, None, km - vehicle.most_km)
    if vehicle.most_minutes is not None:
        took = route.arrival - route.departure
        yield from _over("minutes", vehicle, None, took - vehicle.most_minutes)


def _windows(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    excused, left = _excused(route), {}
    for k, stop in enumerate(route.stops):
        trip = day.trip[stop.trip]
        early, late = trip.pickup_window if stop.pickup else trip.dropoff_window
        if stop.pickup:
            left[stop.trip] = stop.departure
        elif stop.trip not in left:
            yield Breach("order", vehicle.key, stop.trip)
        if stop.fixed:
            continue
        yield from _over("early", vehicle, stop.trip, early - stop.start)
        if k < excused:
            continue
        yield from _over("late", vehicle, stop.trip, stop.start - late)
        if not stop.pickup and stop.trip in left:
            took = stop.start - left[stop.trip]
            yield from _over("ride", vehicle, stop.trip, took - trip.most_ride_minutes)


def _loads(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    load = [0] * len(vehicle.capacity)
    for stop in route.stops:
        sign = 1 if stop.pickup else -1
        load = [had + sign * more for had, more in zip(load, day.trip[stop.trip].load, strict=True)]
        if tuple(load) != stop.load:
            yield Breach("load told", vehicle.key, stop.trip)
        if not stop.fixed and stop.pickup:
            over = max(had - room for had, room in zip(load, vehicle.capacity, strict=True))
            yield from _over("capacity", vehicle, stop.trip, over)


def _company(day: Day, vehicle: Vehicle, route: Route) -> Iterator[Breach]:
    aboard: list[Trip] = []
    for stop in route.stops:
        trip = day.trip[stop.trip]
        if not stop.pickup:
            aboard = [other for other in aboard if other.key != trip.key]
            continue
        if not stop.fixed:
            if trip.needs - vehicle.takes:
                yield Breach("need", vehicle.key, trip.key)
            if trip.rider in vehicle.refuses:
                yield Breach("refusal", vehicle.key, trip.key)
            if any(o.rider in trip.apart or trip.rider in o.apart for o in aboard):
                yield Breach("apart", vehicle.key, trip.key)
        aboard.append(trip)
