"""How a car stands: what it has driven already, which stops are still before it, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from rides.models import Leg, Run
from rides.planning.day import Done, Key, Told, Trip, Vehicle
from rides.services.plan.cars import Car
from rides.services.plan.clockwork import Dial
from rides.services.plan.facts import Facts

# Stops in their order: which trip, and is it the pick-up.
Order = tuple[tuple[Key, bool], ...]
UNDER_WAY = frozenset({Run.State.CONFIRMED, Run.State.OUT})


class Call(NamedTuple):
    """One stop as the tables have it."""

    order: int
    leg: Leg
    pickup: bool
    at: datetime


@dataclass(frozen=True)
class Standing:
    """By vehicle of one car: the stops behind it and those before it; by trip: where it stands.

    `homeless`: ways that none of the free hours hold.
    """

    dial: Dial
    behind: Mapping[Key, Sequence[Call]] = field(default_factory=dict)
    orders: Mapping[Key, Order] = field(default_factory=dict)
    stands: Mapping[Key, Told] = field(default_factory=dict)
    homeless: tuple[int, ...] = ()

    def as_driven(self, vehicle: Vehicle, trips: Mapping[Key, Trip]) -> Vehicle:
        """Return `vehicle` with what it has driven."""
        calls = self.behind.get(vehicle.key, ())
        return replace(vehicle, fixed=tuple(self._done(call, trips) for call in calls))

    def _done(self, call: Call, trips: Mapping[Key, Trip]) -> Done:
        trip, at = trips[call.leg.pk], self.dial.minutes(call.at)
        stood = trip.pickup_minutes if call.pickup else trip.dropoff_minutes
        return Done(trip.key, call.pickup, at, at, at + stood)


def standing_of(facts: Facts, car: Car, dial: Dial, now: datetime) -> Standing:
    """Return how `car` stands at `now`, by the hours planned: nobody reports each stop."""
    if car.run is None:
        return Standing(dial)
    calls = calls_of(way.leg for way in facts.seated(car.run))
    behind: dict[Key, list[Call]] = {}
    ahead: dict[Key, list[Call]] = {}
    homeless: list[int] = []
    driven = _driven(car.run, calls, now)
    for number, call in enumerate(calls):
        key = _hours_of(car, call.leg)
        if key is None:
            homeless += [call.leg.pk] if call.pickup else []
        else:
            (behind if number < driven else ahead).setdefault(key, []).append(call)
    return Standing(
        dial=dial,
        behind=behind,
        orders={key: tuple((c.leg.pk, c.pickup) for c in some) for key, some in ahead.items()},
        stands={c.leg.pk: _stands(key, c.leg, dial) for key, some in ahead.items() for c in some},
        homeless=tuple(homeless),
    )


def calls_of(legs: Iterable[Leg]) -> list[Call]:
    """Return the stops of `legs`, which are in one run, in their order."""
    return sorted(
        (call for leg in legs for call in _ends(leg)), key=lambda c: (c.order, not c.pickup)
    )


def _ends(leg: Leg) -> tuple[Call, Call]:
    if leg.pickup_at is None or leg.dropoff_at is None:
        raise ValueError(f"leg {leg.pk} is in a car without times")
    return (
        Call(leg.pickup_order or 0, leg, pickup=True, at=leg.pickup_at),
        Call(leg.dropoff_order or 0, leg, pickup=False, at=leg.dropoff_at),
    )


def _driven(run: Run, calls: Sequence[Call], now: datetime) -> int:
    """Return how many of `calls` are over: those before `now` and all before one that is."""
    if run.state not in UNDER_WAY:
        return 0
    over = [n for n, c in enumerate(calls, 1) if c.at <= now or c.leg.state == Leg.State.DONE]
    return max(over, default=0)


def _hours_of(car: Car, leg: Leg) -> Key | None:
    """Return the key of the free hours that hold `leg`."""
    if leg.pickup_at is None or leg.dropoff_at is None:
        return None
    for number, (starts, ends) in enumerate(car.free):
        if starts <= leg.pickup_at and leg.dropoff_at <= ends:
            return car.key(number)
    return None


def is_told(leg: Leg) -> bool:
    """Tell whether the rider knows that it is this car."""
    told = {Leg.State.TOLD, Leg.State.CONFIRMED}
    return leg.state in told and leg.told_run_id == leg.run_id


def _stands(key: Key, leg: Leg, dial: Dial) -> Told:
    pickup, dropoff = (dial.minutes(call.at) for call in _ends(leg))
    return Told(key, pickup, dropoff)
