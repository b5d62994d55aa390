"""The question that is put to the planner: a day's facts as its vehicles, trips and matrices."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np
from django.utils.functional import Promise

from directory.distance import Floats
from directory.osrm import Point
from rides.models import Leg
from rides.planning.day import Day, Key, Told, Trip
from rides.planning.day import Window as MinuteWindow
from rides.rules.daylight import daylight
from rides.services.plan.cars import Car, driver_of
from rides.services.plan.clockwork import Dial
from rides.services.plan.facts import Facts
from rides.services.plan.open_cars import open_cars
from rides.services.plan.standing import Order, Standing, is_told, standing_of
from rides.services.plan.travel import travel_between
from rides.services.plan.trips import Circumstances, Way, trip_of


@dataclass(frozen=True)
class Wanted:
    """What a question is about. `ways` and `cars`: those that take part, the ways in cars included.

    `locked`: ways that keep their driver. `anew`: the day is planned, not one way placed in it: then the two ways
    of a ride go both or neither, and what its driver's hours hold no more looks for another. `most_km`: other
    limits than the driver's own, by driver, for each free hours.
    """

    ways: Collection[Way]
    cars: Sequence[Car]
    locked: Collection[int] = ()
    anew: bool = False
    most_km: Mapping[int, Sequence[float | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """The planner's day, and how the cars stand in it: `orders` by vehicle, without what has been driven.

    `homeless`: ways in a run that no free hours of its driver hold any more. `closed`: drivers none of whose
    hours can be used, and why: they are over, or dark.
    """

    facts: Facts
    dial: Dial
    day: Day
    orders: dict[Key, Order]
    homeless: tuple[int, ...]
    closed: dict[int, Promise]

    @property
    def drivers(self) -> set[int]:
        """Return the drivers who take part."""
        return {driver_of(vehicle.key) for vehicle in self.day.vehicles}

    def leg(self, key: Key) -> Leg:
        """Return the leg of a trip."""
        return self.facts.ways[int(key)].leg


def question_of(facts: Facts, wanted: Wanted, now: datetime) -> Question:
    """Return the question. Nothing that begins before `now` is planned any more."""
    points = _points(wanted)
    travel = travel_between(points)
    number = {point: n for n, point in enumerate(points)}
    dial = Dial.of(facts.date)
    clock = dial.minutes(now) if now > dial.midnight else None
    light = _light(facts, points, dial)
    stands = [standing_of(facts, car, dial, now) for car in wanted.cars]
    cars = open_cars(wanted.cars, stands, number, dial, wanted.most_km, light, clock)
    homeless = {pk for stand in stands for pk in stand.homeless} | cars.stranded
    # Whole minutes, rounded up: nobody is told seconds, and no driver comes late for want of them.
    minutes = np.ceil(travel.minutes - 1e-6)
    around = Circumstances(dial, facts.terms, number, facts.apart)
    wanted = _without_ghosts(wanted, stands, homeless)
    trips = _trips(facts, wanted, around, minutes)
    day = Day(
        vehicles=tuple(stand.as_driven(vehicle, trips) for stand, vehicle in cars.vehicles),
        trips=tuple(trips.values()),
        minutes=minutes,
        km=travel.km,
        light=light,
        now=clock,
        published={k: v for k, v in _promised(facts, wanted, stands) if k in trips},
    )
    orders = {key: order for stand in stands for key, order in stand.orders.items()}
    return Question(facts, dial, day, orders, tuple(homeless), cars.closed)


def _points(wanted: Wanted) -> list[Point]:
    ends = [end for way in wanted.ways for end in (way.pickup, way.dropoff)]
    return list(dict.fromkeys([*ends, *(car.home for car in wanted.cars)]))


def _promised(
    facts: Facts, wanted: Wanted, stands: Sequence[Standing]
) -> Iterator[tuple[Key, Told]]:
    """Yield what riders were told, and where those stand who keep their car: the search begins there."""
    for stand in stands:
        for key, told in stand.stands.items():
            if key in wanted.locked or is_told(facts.ways[int(key)].leg):
                yield key, told


def _without_ghosts(
    wanted: Wanted, stands: Sequence[Standing], homeless: Collection[int]
) -> Wanted:
    """Return `wanted` without ways not to be seated: brought already, or in no hours of their driver.

    When the whole day is planned, the latter are free to go with another.
    """
    driven = {call.leg.pk for stand in stands for some in stand.behind.values() for call in some}
    out = set() if wanted.anew else set(homeless)
    ways = [
        way
        for way in wanted.ways
        if way.leg.pk not in out and (way.leg.state != Leg.State.DONE or way.leg.pk in driven)
    ]
    return replace(wanted, ways=ways, locked=set(wanted.locked) - set(homeless))


def _trips(facts: Facts, wanted: Wanted, around: Circumstances, minutes: Floats) -> dict[Key, Trip]:
    marks = {car.run.pk: car.mark for car in wanted.cars if car.run}
    pairs = _pairs(wanted) if wanted.anew else {}
    found: dict[Key, Trip] = {}
    for way in wanted.ways:
        leg = way.leg
        is_locked = leg.pk in wanted.locked and leg.run_id is not None
        found[leg.pk] = trip_of(
            way,
            around,
            float(minutes[around.number[way.pickup], around.number[way.dropoff]]),
            pair=pairs.get(leg.pk),
            locked_to=marks.get(leg.run_id or 0, "") if is_locked else "",
            keep_told=is_locked and is_told(leg),
        )
    return found


def _pairs(wanted: Wanted) -> dict[int, int]:
    """Return the other way of the same ride for each way whose driver is still open, as is the other's."""
    of_ride: dict[int, list[int]] = {}
    for way in wanted.ways:
        if way.leg.pk not in wanted.locked and way.leg.state != Leg.State.DONE:
            of_ride.setdefault(way.leg.request_id, []).append(way.leg.pk)
    both = [pair for pair in of_ride.values() if len(pair) == 2]
    return {one: other for a, b in both for one, other in ((a, b), (b, a))}


def _light(facts: Facts, points: Sequence[Point], dial: Dial) -> MinuteWindow:
    """Return when it is light in the middle of where the day's people live; of no length when it never is."""
    if not points:
        return 0.0, 0.0
    north, east = np.mean(points, axis=0)
    light = daylight(facts.date, float(north), float(east))
    return (dial.minutes(light[0]), dial.minutes(light[1])) if light else (0.0, 0.0)
