"""The same day with some hard limits lifted: what `explain` tries a trip in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from math import inf

from rides.planning.day import Day, Key, Trip, Vehicle
from rides.planning.exact import cheapest
from rides.planning.plans import runs_of, write_run
from rides.planning.problem import Model, model_of
from rides.planning.routes import Runs
from rides.planning.timetable import nodes_of

# Early and late enough for every way there is.
ALWAYS = (-1e5, 1e5)


def _no_dark(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, dark=True)


def _any_hour(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, earliest=ALWAYS[0], latest=ALWAYS[1])


def _any_km(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, most_km=None)


def _any_minutes(vehicle: Vehicle) -> Vehicle:
    return replace(vehicle, most_minutes=None)


DRIVERS: dict[str, Callable[[Vehicle], Vehicle]] = {
    "dark": _no_dark,
    "hours": _any_hour,
    "km": _any_km,
    "minutes": _any_minutes,
}
RIDERS: dict[str, Callable[[Trip], Trip]] = {
    "apart": lambda trip: replace(trip, apart=frozenset()),
    "ride": lambda trip: replace(trip, most_ride_minutes=inf),
}
Lifts = frozenset[str | int]


def lifted(day: Day, lifts: Collection[str | int]) -> Day:
    """Return the day without these limits: codes, or kinds of load, of which there is then room for all."""
    vehicles, trips = day.vehicles, day.trips
    for lift in lifts:
        if isinstance(lift, int):
            vehicles = tuple(_roomy(vehicle, lift) for vehicle in vehicles)
        elif lift in DRIVERS:
            vehicles = tuple(map(DRIVERS[lift], vehicles))
        else:
            trips = tuple(map(RIDERS[lift], trips))
    return replace(day, vehicles=vehicles, trips=trips, published={})


def _roomy(vehicle: Vehicle, kind: int) -> Vehicle:
    room = list(vehicle.capacity)
    room[kind] = 10**6
    return replace(vehicle, capacity=tuple(room))


@dataclass(frozen=True)
class Trials:
    """Tries one trip in one vehicle with some limits lifted; models are made once for each set of lifts."""

    day: Day
    made: dict[Lifts, tuple[Model, Runs]] = field(default_factory=dict)

    def fits(
        self, v: int, trip: Key, order: Collection[tuple[Key, bool]] | None, lifts: Lifts
    ) -> bool:
        """Tell whether the trip has a place in vehicle number `v` among the stops `order`.

        None: nobody else is in the car but who was picked up already.
        """
        if lifts not in self.made:
            model = model_of(lifted(self.day, lifts))
            self.made[lifts] = model, runs_of(model)
        model, runs = self.made[lifts]
        n = len(self.day.trips)
        aboard = [n + model.number[one.trip.key] for one in model.runs[v].aboard]
        stops = aboard if order is None else nodes_of(model, list(order))
        if not write_run(model, runs, v, stops):
            return False
        p = model.problem
        found = bool(
            cheapest(p, p._replace(ride_cost=0.0), runs, v, model.number[trip], inf)[1] >= 0
        )
        write_run(model, runs, v, aboard)
        return found
