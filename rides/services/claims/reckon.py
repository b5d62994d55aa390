"""What a run comes to: its stops on the map, the kilometres told, the rates of its dates."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from directory.osrm import Point
from people.errors import RefusedError
from rides.models import Driver, Leg, MileageRate, Run
from rides.rules.mileage import CENTS, Line, Rate, Stop, Stretch, by_day, price, stretches
from rides.services.plan.travel import rounded, travel_between
from rides.services.plan.trips import way_of
from rings.services.matching.homes import with_home

NO_RATE = _("No rate is in force on that day. Ask an administrator to add it in the settings.")
# Where the car stopped: nobody got in where the rider did not come, but it was driven there.
DRIVEN = (Leg.State.DONE, Leg.State.NO_SHOW)


@dataclass(frozen=True)
class _At:
    """One stop with its place in the order and on the map."""

    order: int
    stop: Stop
    point: Point


def lines_of(run: Run, km: Decimal) -> list[Line]:
    """Return what `run` comes to when its car has gone `km` from home to home, a line for each local date.

    Raises `RefusedError` when no rate is known for one of the dates.
    """
    days = by_day(stretches_of(run), km)
    rates = rates_on([each.day for each in days])
    return price(days, lambda day: rate_of(rates[day]))


def stretches_of(run: Run) -> list[Stretch]:
    """Return the ways from stop to stop, home to home, with the riders who came along."""
    found = with_home(
        run.legs.filter(state__in=DRIVEN).select_related("request__destination"),
        "request__rider__",
    )
    visits = sorted((at for leg in found for at in _visits(leg, run)), key=lambda at: at.order)
    points = [_home_of(run.driver_id), *(at.point for at in visits), _home_of(run.driver_id)]
    table = travel_between(points).km
    km = [float(table[here, there]) for here, there in pairwise(range(len(points)))]
    return stretches(run.starts_at, [at.stop for at in visits], run.ends_at, km)


def rates_on(days: Collection[date]) -> dict[date, MileageRate]:
    """Return the rate of each of `days`; raise `RefusedError` when one has none."""
    found: dict[date, MileageRate] = {}
    for day in set(days):
        row = MileageRate.objects.on(day)
        if row is None:
            raise RefusedError(NO_RATE, field="km")
        found[day] = row
    return found


def rate_of(row: MileageRate) -> Rate:
    """Return the rate as the rules reckon with it."""
    most = int(row.most_euros * CENTS)
    return Rate(row.per_km, row.per_passenger_km, most, row.most_days)


def passengers_of(runs: Collection[Run]) -> Mapping[int, int]:
    """Return how many people each of `runs` has driven, companions counted and nobody twice, in one query."""
    counted: dict[int, int] = {run.pk: 0 for run in runs}
    driven = Leg.objects.filter(run__in=counted, state=Leg.State.DONE).order_by()
    rides = driven.values_list("run_id", "request_id", "request__seats").distinct()
    for run_id, _ride, seats in rides:
        counted[run_id] += seats
    return counted


def _visits(leg: Leg, run: Run) -> Iterator[_At]:
    """Yield where the car stopped for `leg`; a way that no plan knew of was driven last."""
    way, boards = way_of(leg), leg.request.seats if leg.state == Leg.State.DONE else 0
    picked: datetime = leg.pickup_at or run.ends_at
    yield _At(leg.pickup_order or 0, Stop(picked, boards), way.pickup)
    if boards:
        dropped: datetime = leg.dropoff_at or run.ends_at
        yield _At(leg.dropoff_order or 0, Stop(dropped, -boards), way.dropoff)


def _home_of(driver_id: int) -> Point:
    driver = with_home(Driver.objects.filter(pk=driver_id), "volunteer__person__").get()
    return rounded(driver.north, driver.east)
