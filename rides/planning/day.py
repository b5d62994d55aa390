"""What the planner is asked: the drivers' windows, the trips and the way between all points. Pure data.

Minutes are counted from local midnight, kilometres are floats, a point is a row of the matrices. Loads and
capacities are tuples over the same kinds, whatever they are: seats, front seats, boot, wheelchair places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

Key = int | str
Floats = NDArray[np.float64]
Window = tuple[float, float]
ANY_TIME: Window = (-inf, inf)


class DayError(ValueError):
    """The day contradicts itself: a key that is not there, a matrix of the wrong size, legs that overlap."""


@dataclass(frozen=True)
class Done:
    """A stop that cannot change any more, as it was or will be for certain; times in minutes."""

    trip: Key
    pickup: bool
    arrival: float
    start: float
    departure: float


@dataclass(frozen=True)
class Vehicle:
    """One window of one driver with a car.

    `start`, `end`: points. `most_km`, `most_minutes`: from leaving `start` to reaching `end`, None: no limit.
    `capacity`: by kind. `takes`: needs that are met; a need it lacks is a refusal. `refuses`: keys of riders.
    `dark`: drives when it is dark. `fixed`: what has been driven already, in order.
    """

    key: Key
    start: int
    end: int
    earliest: float
    latest: float
    capacity: tuple[int, ...]
    most_km: float | None = None
    most_minutes: float | None = None
    takes: frozenset[str] = frozenset()
    refuses: frozenset[Key] = frozenset()
    dark: bool = True
    fixed: tuple[Done, ...] = ()


@dataclass(frozen=True)
class Trip:
    """One leg of a request.

    Service begins within the window of each end and takes the minutes beside it. `most_ride_minutes` runs from
    the end of service at the pickup to the beginning of service at the drop-off, waiting included. `apart`: keys
    of riders who may not be in the same car at the same moment. `pair`: the other leg of the request; both are
    driven or neither is. `on_call`: not planned, only reported; its pair may be driven alone. `same_driver`:
    a wish for both legs.
    """

    key: Key
    rider: Key
    pickup: int
    dropoff: int
    pickup_window: Window = ANY_TIME
    dropoff_window: Window = ANY_TIME
    pickup_minutes: float = 0.0
    dropoff_minutes: float = 0.0
    load: tuple[int, ...] = (1,)
    needs: frozenset[str] = frozenset()
    most_ride_minutes: float = inf
    apart: frozenset[Key] = frozenset()
    pair: Key | None = None
    on_call: bool = False
    same_driver: bool = False


@dataclass(frozen=True)
class Weights:
    """What one more of each costs; each outweighs what follows on any day that a town can have.

    `left_behind`: a trip not driven though its other leg already was: nobody is left on the way home.
    """

    left_behind: float = 100_000.0
    unserved: float = 10_000.0
    km: float = 1.0
    ride_minute: float = 0.01
    change: float = 0.001
    other_driver: float = 0.0001


@dataclass(frozen=True)
class Told:
    """What was published of a trip: by whom, and when service begins at each end, in minutes."""

    vehicle: Key
    pickup: float
    dropoff: float


@dataclass(frozen=True)
class Day:
    """Everything the planner knows. `minutes`, `km`: [from, to] over points.

    The way by a third point is taken to be no shorter: where it is, plans keep every limit but may miss the best.
    `light`: when it is light, for those who do not drive in the dark. `now`: nothing that is not fixed may begin
    earlier; None before the day. `published`: by trip.
    """

    vehicles: tuple[Vehicle, ...]
    trips: tuple[Trip, ...]
    minutes: Floats
    km: Floats
    light: Window = ANY_TIME
    now: float | None = None
    published: Mapping[Key, Told] = field(default_factory=dict)
    weights: Weights = Weights()

    @cached_property
    def trip(self) -> dict[Key, Trip]:
        """The trips by key."""
        return {trip.key: trip for trip in self.trips}

    @cached_property
    def vehicle(self) -> dict[Key, Vehicle]:
        """The vehicles by key."""
        return {vehicle.key: vehicle for vehicle in self.vehicles}

    def direct_minutes(self, trip: Trip) -> float:
        """Return how long the rider would be on the way alone."""
        return float(self.minutes[trip.pickup, trip.dropoff])

    def hours(self, vehicle: Vehicle) -> Window:
        """Return when the vehicle may be on the road, daylight considered."""
        if vehicle.dark:
            return vehicle.earliest, vehicle.latest
        return max(vehicle.earliest, self.light[0]), min(vehicle.latest, self.light[1])
