"""What the planner answers: plans, places for a trip, reasons and breaches. Pure data, no words for people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rides.planning.day import Key, Weights

Fact = float | int | str | tuple[Key, ...] | None


@dataclass(frozen=True)
class Stop:
    """One end of a trip in a run. Minutes from midnight.

    `start`: service begins. `load`: by kind, on leaving. `slack`: how many minutes later service may begin before
    some limit of the run is broken. `fixed`: it cannot change any more.
    """

    trip: Key
    pickup: bool
    arrival: float
    start: float
    departure: float
    load: tuple[int, ...]
    slack: float
    fixed: bool = False


@dataclass(frozen=True)
class Route:
    """The run of one vehicle: when it leaves its start, its stops, when it reaches its end, and how far it is."""

    vehicle: Key
    departure: float
    arrival: float
    stops: tuple[Stop, ...]
    km: float

    @property
    def slack(self) -> float:
        """The least slack of the stops that can still change."""
        return min((stop.slack for stop in self.stops if not stop.fixed), default=0.0)

    def order(self) -> tuple[tuple[Key, bool], ...]:
        """Return the stops that can still change as (trip, is it the pickup)."""
        return tuple((stop.trip, stop.pickup) for stop in self.stops if not stop.fixed)


@dataclass(frozen=True)
class Reason:
    """Why a trip is not driven by these vehicles: the first hard limit that bars them.

    Codes: need, refusal, capacity, dark, hours, km, minutes (of the driver), full, apart, ride (somebody's
    longest ride), time (no time between the others), pair (the other leg cannot be driven), possible (nothing
    bars it by itself). `facts`: what the code is about: needs, kind (index of the load), until, from …
    """

    code: str
    vehicles: tuple[Key, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What a plan costs: trips not driven, kilometres, minutes of riders above the direct way, drivers changed.

    `left_behind`: of the unserved, those whose other leg was driven. `apart`: legs of one request with two drivers
    though one was wished for.
    """

    unserved: int = 0
    left_behind: int = 0
    km: float = 0.0
    discomfort: float = 0.0
    changes: int = 0
    other_driver: int = 0

    def cost(self, weights: Weights) -> float:
        """Return the objective: the smaller the better."""
        return (
            weights.unserved * (self.unserved - self.left_behind)
            + weights.left_behind * self.left_behind
            + weights.km * self.km
            + weights.ride_minute * self.discomfort
            + weights.change * self.changes
            + weights.other_driver * self.other_driver
        )


@dataclass(frozen=True)
class Plan:
    """Runs, one a vehicle with stops; what is not driven and why; on-call trips, which wait for a call."""

    routes: tuple[Route, ...]
    unserved: Mapping[Key, tuple[Reason, ...]]
    on_call: tuple[Key, ...]
    figures: Figures

    @cached_property
    def route(self) -> dict[Key, Route]:
        """The runs by vehicle."""
        return {route.vehicle: route for route in self.routes}

    def stops(self) -> Iterator[tuple[Route, Stop]]:
        """Go through all stops with their runs."""
        return ((route, stop) for route in self.routes for stop in route.stops)

    @cached_property
    def served(self) -> dict[Key, Key]:
        """The vehicle of each trip that is driven."""
        return {stop.trip: route.vehicle for route, stop in self.stops()}


@dataclass(frozen=True)
class Shift:
    """How many minutes later (less than 0: earlier) a rider who is in the plan is fetched and brought."""

    trip: Key
    pickup: float
    dropoff: float


@dataclass(frozen=True)
class Placement:
    """A place for one or several trips in a plan: what it adds, whose times it moves, the runs it makes.

    `cost`: by the day's weights, what decides which is best. `minutes`: of driving and waiting, over the drivers.
    """

    vehicles: Mapping[Key, Key]
    cost: float
    km: float
    minutes: float
    discomfort: float
    moved: tuple[Shift, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Breach:
    """A hard limit that a plan breaks; `by` in the limit's unit."""

    code: str
    vehicle: Key | None = None
    trip: Key | None = None
    by: float = 0.0
