"""A driver's day as the planner sees it: the hours in which car and driver are free, what they take and refuse."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.distance import crow_km, road_km, road_minutes
from directory.localtime import instant
from directory.osrm import Point
from people.models import Limit
from rides.models import Driver, Need, Run
from rides.planning.day import Key, Vehicle
from rides.rules.daylight import is_winter
from rides.rules.driving import DrivingDay, Hours
from rides.services.plan.clockwork import MINUTE, Dial
from rings.rules.overlap import Slot

NO_WINTER = _("Does not drive on winter roads.")
ALL_BUSY = _("Has other duties at that time.")
OTHER_OFFICE = _("Drives for another office that day.")
SAID_NO = _("Has said no for this day.")
CAR_BROKE = _("The car broke down that day.")

Interval = tuple[datetime, datetime]


@dataclass(frozen=True)
class Car:
    """One driver's day. `free`: when the car may be on the road; none of it when `bars` says why not.

    `warnings` bar only what the software does by itself: a person may know better.
    """

    driver: Driver
    home: Point
    free: tuple[Interval, ...]
    bars: tuple[Promise, ...] = ()
    warnings: tuple[Promise, ...] = ()
    run: Run | None = None
    refuses: frozenset[int] = frozenset()

    @property
    def mark(self) -> str:
        """Return the need that only this driver meets: what ties a trip to the car."""
        return f"car {self.driver.pk}"

    def key(self, number: int) -> Key:
        """Return the planner's key of one of the free hours."""
        return f"{self.driver.pk}/{number}"


def driver_of(key: Key) -> int:
    """Return the number of the driver whose free hours `key` names."""
    return int(str(key).partition("/")[0])


def car_of(
    driver: Driver,
    home: Point,
    said: DrivingDay,
    day: date,
    *,
    busy: Sequence[Slot] = (),
    runs: Sequence[Run] = (),
    association_id: int,
    refuses: Collection[int] = (),
) -> Car:
    """Return the day of one driver. `runs`: all of that day, ended ones too; `busy`: duties in rings."""
    live = next((run for run in runs if run.is_live), None)
    bars = list(said.bars)
    if not driver.in_winter and is_winter(day):
        bars.append(NO_WINTER)
    if live is not None and live.association_id != association_id:
        bars.append(OTHER_OFFICE)
    free = free_hours(day, said.hours, [_block(slot, home) for slot in busy])
    if not bars and not free:
        bars.append(ALL_BUSY)
    return Car(
        driver=driver,
        home=home,
        free=() if bars else free,
        bars=tuple(bars),
        warnings=() if live else tuple(_warnings(runs)),
        run=live if live is None or live.association_id == association_id else None,
        refuses=frozenset(refuses),
    )


def free_hours(
    day: date, hours: Iterable[Hours], blocks: Collection[Interval]
) -> tuple[Interval, ...]:
    """Return `hours` of `day` less `blocks`, in order."""
    free = [(instant(day, each.starts), instant(day, each.ends)) for each in hours]
    for starts, ends in blocks:
        free = [
            (early, late)
            for first, last in free
            for early, late in ((first, min(last, starts)), (max(first, ends), last))
            if early < late
        ]
    return tuple(free)


def vehicles_of(
    car: Car,
    number: Mapping[Point, int],
    dial: Dial,
    *,
    most_km: Sequence[float | None] = (),
) -> list[Vehicle]:
    """Return a vehicle for each of the free hours of `car`. `most_km`: of each, unless the driver's own."""
    driver, home = car.driver, number[car.home]
    return [
        Vehicle(
            key=car.key(n),
            start=home,
            end=home,
            earliest=dial.minutes(starts),
            latest=dial.minutes(ends),
            capacity=(driver.seats, 1, driver.boot, driver.wheelchair_places),
            most_km=most_km[n] if most_km else driver.most_km,
            takes=_takes(driver) | {car.mark},
            refuses=frozenset(car.refuses),
            dark=driver.in_the_dark,
        )
        for n, (starts, ends) in enumerate(car.free)
    ]


def shares_of(car: Car) -> tuple[float | None, ...]:
    """Return the driver's kilometres shared out over the free hours by their length."""
    most = car.driver.most_km
    if most is None:
        return (None,) * len(car.free)
    lengths = [(ends - starts) / MINUTE for starts, ends in car.free]
    return tuple(most * length / sum(lengths) for length in lengths)


def _takes(driver: Driver) -> frozenset[str]:
    """Return the needs that car and driver meet. How many fit is counted beside it."""
    takes = {str(need) for need in driver.takes} | {str(Need.FRONT)}
    if driver.wheelchair_places:
        takes.add(str(Need.WHEELCHAIR))
    if Limit.DOG in driver.volunteer.avoids:
        takes.discard(str(Need.DOG))
    return frozenset(takes)


def _block(slot: Slot, home: Point) -> Interval:
    """Return from when to when a duty keeps the car away from rides, the way there and home with it."""
    if slot.place is None:
        return slot.starts, slot.ends
    there = (slot.place.latitude, slot.place.longitude)
    way = timedelta(minutes=float(road_minutes(road_km(crow_km(*home, *there)))))
    return slot.starts - way, slot.ends + way


def _warnings(runs: Iterable[Run]) -> Iterable[Promise]:
    states = {run.state for run in runs}
    if Run.State.DECLINED in states:
        yield SAID_NO
    if Run.State.BROKEN in states:
        yield CAR_BROKE
