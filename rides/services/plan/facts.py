"""What there is to know of one office's day of rides, from the tables, in about a dozen queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import combinations

from django.db.models import Q

from directory.localtime import instant
from directory.models import Association
from directory.scope import Scope
from rides.machines import SEATED
from rides.models import Apart, Driver, Leg, Need, Run
from rides.rules.due import Terms
from rides.services.drivers.days import days_of
from rides.services.plan.cars import Car, Interval, car_of
from rides.services.plan.travel import rounded
from rides.services.plan.trips import Way, way_of
from rides.services.steps import terms_of
from rings.services.busy.conflicts import busy_slots
from rings.services.matching.homes import with_home
from volunteers.models import Preference


@dataclass(frozen=True)
class Facts:
    """One office's day. `cars`: by the driver's number, those who may not drive too. `ways`: by the leg's number,
    those that are in a live run or wait for a place. `apart`: riders by rider.
    """

    association: Association
    date: date
    terms: Terms
    cars: dict[int, Car]
    ways: dict[int, Way]
    apart: dict[int, frozenset[int]]

    def seated(self, run: Run) -> list[Way]:
        """Return the ways that are in the car of `run`."""
        return [way for way in self.ways.values() if way.leg.run_id == run.pk]

    def waiting(self) -> list[Way]:
        """Return the ways that have no place yet."""
        return [w for w in self.ways.values() if w.leg.state == Leg.State.REQUESTED]

    def car_with(self, run: Run) -> Car | None:
        """Return the car that drives `run`."""
        return self.cars.get(run.driver_id)


def read_facts(association: Association, day: date, *, scope: Scope | None = None) -> Facts:
    """Return what matters for planning the rides of `association` on `day`.

    `scope`: whose eyes look; of drivers without a run and of ways without a place only those within it count.
    """
    ways = {leg.pk: way_of(leg) for leg in _legs(association, day, scope)}
    return Facts(
        association=association,
        date=day,
        terms=terms_of(association),
        cars={car.driver.pk: car for car in _cars(association, day, scope, ways.values())},
        ways=ways,
        apart=_apart(ways.values()),
    )


def _legs(association: Association, day: date, scope: Scope | None) -> Iterable[Leg]:
    rows = Leg.objects.filter(request__day=day, request__association=association)
    open_ones = rows if scope is None else rows.visible_to(scope)
    waiting = open_ones.filter(state=Leg.State.REQUESTED).values("pk")
    # Whoever has been brought already says where the car is.
    in_a_car = rows.filter(state__in=[*SEATED, Leg.State.DONE], run__in=Run.objects.live())
    wanted = Leg.objects.filter(Q(pk__in=waiting) | Q(pk__in=in_a_car.values("pk")))
    return with_home(wanted, "request__rider__").select_related(
        "request__rider__municipality", "request__destination", "request__association"
    )


def _cars(
    association: Association, day: date, scope: Scope | None, ways: Collection[Way]
) -> Iterable[Car]:
    runs = _runs(day)
    drivers = list(_drivers(association, day, scope))
    said = days_of(drivers, [day])
    people = [driver.person.pk for driver in drivers]
    midnight, next_midnight = (instant(each, time(0)) for each in (day, day + timedelta(days=1)))
    busy = busy_slots(people, midnight, next_midnight)
    refuses = _refusals(people, {way.leg.request.rider_id for way in ways})
    for driver in drivers:
        of_day = runs[driver.pk]
        car = car_of(
            driver,
            rounded(driver.north, driver.east),  # type: ignore[attr-defined]  # annotated by with_home
            said[driver.pk, day],
            day,
            busy=busy.get(driver.person.pk, ()),
            runs=of_day,
            association_id=association.pk,
            refuses=refuses[driver.person.pk],
        )
        yield _as_promised(car)


def _drivers(association: Association, day: date, scope: Scope | None) -> Iterable[Driver]:
    """Return those who live where the office works, and whoever drives for it that day anyway."""
    near = Driver.objects.filter(
        drives=True,
        volunteer__person__municipality__associations=association,
        volunteer__person__erased_at__isnull=True,
    )
    if scope is not None:
        near = near.visible_to(scope)
    bound = Run.objects.live().filter(day=day, association=association).values("driver")
    rows = Driver.objects.filter(Q(pk__in=near.values("pk")) | Q(pk__in=bound))
    return with_home(rows, "volunteer__person__").select_related("volunteer__person__municipality")


def _runs(day: date) -> dict[int, list[Run]]:
    """Return the runs of every office on `day`, ended ones too, by driver."""
    found: dict[int, list[Run]] = defaultdict(list)
    for run in Run.objects.filter(day=day).select_related("association", "owner").order_by("pk"):
        found[run.driver_id].append(run)
    return found


def _as_promised(car: Car) -> Car:
    """Let a run of which the driver knows stand, even when the hours are others by now."""
    run = car.run
    if run is None or run.state == Run.State.DRAFT:
        return car
    promised: Interval = (run.starts_at, run.ends_at)
    apart = [each for each in car.free if each[1] < promised[0] or promised[1] < each[0]]
    joined = [each for each in car.free if each not in apart]
    starts = min([promised[0], *(each[0] for each in joined)])
    ends = max([promised[1], *(each[1] for each in joined)])
    return replace(
        car,
        free=tuple(sorted([*apart, (starts, ends)])),
        bars=(),
        warnings=(*car.warnings, *car.bars),
    )


def _refusals(people: Collection[int], riders: Collection[int]) -> dict[int, set[int]]:
    """Return whom each driver and rider do not want to be with, by driver."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Preference.objects.standing().filter(
        kind=Preference.Kind.APART, volunteer__in=people, resident__in=riders
    )
    for driver, rider in rows.values_list("volunteer_id", "resident_id"):
        found[driver].add(rider)
    return found


def _apart(ways: Collection[Way]) -> dict[int, frozenset[int]]:
    """Return who is not to sit in one car with whom: as recorded, and a dog with whom no pets go."""
    wishes = {way.leg.request.rider_id: way.leg.request for way in ways}
    found: dict[int, set[int]] = defaultdict(set)
    rows = Apart.objects.filter(first__in=wishes, second__in=wishes)
    pairs = list(rows.values_list("first_id", "second_id"))
    for one, other in combinations(wishes, 2):
        needs = {*wishes[one].needs} | {*wishes[other].needs}
        if needs >= {Need.DOG, Need.NO_PETS}:
            pairs.append((one, other))
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {rider: frozenset(others) for rider, others in found.items()}
