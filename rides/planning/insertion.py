"""A new trip in a day that stands: the best places for it, and plans with a trip put in or taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from rides.planning.day import Day, DayError, Key
from rides.planning.exact import all_places, cheapest
from rides.planning.plans import assemble, discomfort, plan_of, runs_of, write_run
from rides.planning.problem import Model, Problem, model_of
from rides.planning.result import Placement, Plan, Route, Shift
from rides.planning.routes import Runs
from rides.planning.timetable import nodes_of, route_of, stops_in

# Of two trips at once there is a place for every two vehicles: nobody reads them all.
MOST_SHOWN = 20


@dataclass(frozen=True)
class Spot:
    """New stops for some vehicles, which trip goes with which, and what that costs."""

    cost: float
    drivers: tuple[int, ...]
    stops: tuple[tuple[int, list[int]], ...]


def insert(day: Day, plan: Plan, trips: Key | Sequence[Key]) -> list[Placement]:
    """Return the places for one trip or for two legs that are not in the plan, the cheapest first.

    The other stops keep their order and their drivers. Of each vehicle, or pair of vehicles, the best place; of
    pairs the best few. Raises ValueError when a run of the plan cannot be held any more.
    """
    keys = [trips] if isinstance(trips, int | str) else list(trips)
    standing = Standing(model_of(day), plan)
    if set(keys) & set(plan.served):
        raise DayError("the trip is in the plan already")
    numbers = [standing.model.number[key] for key in keys]
    spots = standing.one(numbers[0]) if len(numbers) == 1 else standing.two(*numbers)
    return [standing.placement(keys, spot) for spot in sorted(spots, key=lambda spot: spot.cost)]


def accept(day: Day, plan: Plan, placement: Placement) -> Plan:
    """Return the plan with the placement in it."""
    changed = {route.vehicle: route for route in placement.routes}
    both = {**plan.route, **changed}
    return assemble(day, (both[v.key] for v in day.vehicles if v.key in both))


def remove(day: Day, plan: Plan, trip: Key) -> Plan:
    """Return the plan without the trip, the others' times as comfortable as they can now be.

    Raises DayError when the trip is not in the plan or its rider has been picked up already.
    """
    if any(done.trip == trip for vehicle in day.vehicles for done in vehicle.fixed):
        raise DayError("the rider has been picked up already")
    if trip not in plan.served:
        raise DayError("the trip is not in the plan")
    model = model_of(day)
    runs = runs_of(model, plan)
    v = [vehicle.key for vehicle in day.vehicles].index(plan.served[trip])
    out = nodes_of(model, [(trip, True), (trip, False)])
    if not write_run(model, runs, v, [node for node in stops_in(runs, v) if node not in out]):
        raise DayError("the way by this stop is shorter than the way without")
    return plan_of(model, runs)


@dataclass(frozen=True)
class Standing:
    """A plan that stands, as the search sees it."""

    model: Model
    plan: Plan

    @cached_property
    def runs(self) -> Runs:
        """The plan's runs, fresh and priced."""
        return runs_of(self.model, self.plan)

    @cached_property
    def far(self) -> Problem:
        """The problem with minutes aboard for nothing."""
        return self.model.problem._replace(ride_cost=0.0)

    def in_vehicle(
        self, v: int, i: int, runs: Runs | None = None, most: float = inf
    ) -> Spot | None:
        """Return the cheapest place of trip `i` in vehicle `v` below `most`."""
        runs = self.runs if runs is None else runs
        cost, a, b = cheapest(self.model.problem, self.far, runs, v, i, most)
        if a < 0:
            return None
        return Spot(float(cost), (v,), ((v, self._with(stops_in(runs, v), i, a, b)),))

    def one(self, i: int) -> list[Spot]:
        """Return the cheapest place of trip `i` in each vehicle."""
        spots = (self.in_vehicle(v, i) for v in range(len(self.model.day.vehicles)))
        return [spot for spot in spots if spot]

    def two(self, i: int, j: int) -> list[Spot]:
        """Return the cheapest places of two trips, in one vehicle or in two."""
        p = self.model.problem
        parted = max(p.together[i], p.together[j]) if p.pair[i] == j else 0.0
        spots = [
            Spot(a.cost + b.cost + parted, a.drivers + b.drivers, a.stops + b.stops)
            for a in self.one(i)
            for b in self.one(j)
            if a.drivers != b.drivers
        ]
        spots += [spot for v in range(len(p.start)) if (spot := self._both(v, i, j))]
        return sorted(spots, key=lambda spot: spot.cost)[:MOST_SHOWN]

    def _both(self, v: int, i: int, j: int) -> Spot | None:
        """Return the cheapest place of both in one vehicle: each place of the first, the best of the second."""
        before, best = self.runs.cost[v], None
        stops, trial = stops_in(self.runs, v), runs_of(self.model, self.plan)
        places = all_places(self.far, self.runs, v, i)
        for bound, a, b in zip(places.cost, places.a, places.b, strict=True):
            if best and bound >= best.cost:
                break
            if not write_run(self.model, trial, v, self._with(stops, i, int(a), int(b))):
                continue
            first = float(trial.cost[v] - before)
            spot = self.in_vehicle(v, j, trial, (best.cost if best else inf) - first)
            if spot:
                best = Spot(first + spot.cost, (v, v), spot.stops)
        return best

    def _with(self, stops: list[int], i: int, a: int, b: int) -> list[int]:
        drop = len(self.model.day.trips) + i
        return [*stops[:a], i, *stops[a:b], drop, *stops[b:]]

    def placement(self, keys: Sequence[Key], spot: Spot) -> Placement:
        """Say what the place adds and whose times it moves."""
        day, routes = self.model.day, [route_of(self.model, v, stops) for v, stops in spot.stops]
        old = [self.plan.route.get(route.vehicle) for route in routes]
        return Placement(
            vehicles={key: day.vehicles[v].key for key, v in zip(keys, spot.drivers, strict=True)},
            cost=spot.cost,
            km=sum(r.km for r in routes) - sum(r.km for r in old if r),
            minutes=sum(_span(r) for r in routes) - sum(_span(r) for r in old if r),
            discomfort=sum(discomfort(day, r) for r in routes)
            - sum(discomfort(day, r) for r in old if r),
            moved=tuple(
                s for new, was in zip(routes, old, strict=True) if was for s in _shifts(was, new)
            ),
            routes=tuple(routes),
        )


def _span(route: Route) -> float:
    return route.arrival - route.departure


def _shifts(was: Route, new: Route) -> list[Shift]:
    """Return who of the run before is served at other times."""
    before, after = (
        {(stop.trip, stop.pickup): stop.start for stop in route.stops} for route in (was, new)
    )
    shifts = [
        Shift(key, *(after[key, end] - before[key, end] for end in (True, False)))
        for key in dict.fromkeys(key for key, _ in before)
    ]
    return [s for s in shifts if abs(s.pickup) > TINY or abs(s.dropoff) > TINY]


TINY = 1e-6
