"""Runs on the road and home again, for the tests of what comes after them."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from directory.localtime import instant
from rides.models import Driver, ExpenseClaim, Leg, RideRequest, Run
from rides.services.closing.close import Closed, Report, close_run
from rides.services.closing.said import Became, Said
from tests.people.makers import office
from tests.rides.makers import (
    THURSDAY,
    make_driver,
    make_ride,
    make_rider,
    make_run,
    seat_leg,
)

OUT, BACK = Leg.Direction.OUT, Leg.Direction.BACK
HOME = instant(THURSDAY, time(14))
DONE = Said(Became.DONE)


def leg_of(ride: RideRequest, direction: str) -> Leg:
    """Return one way of `ride` as it stands now."""
    return ride.legs.get(direction=direction)


def make_trip(
    driver: Driver | None = None, day: date = THURSDAY, **ride: Any
) -> tuple[Run, RideRequest]:
    """Return a promised run of `day` that takes one rider to the shop and home again."""
    rider = make_rider(latitude="62.90", longitude="24.80")
    asked = make_ride(rider, day=day, **ride)
    run = make_run(driver or make_driver(), day=day, state=Run.State.CONFIRMED)
    seat_leg(leg_of(asked, OUT), run, time(9, 20), time(9, 50), Leg.State.CONFIRMED)
    if asked.back == RideRequest.Back.FIXED:
        seat_leg(leg_of(asked, BACK), run, time(12), time(12, 30), Leg.State.CONFIRMED)
    return run, asked


def report(
    run: Run, *outcomes: Became, km: str | None = "43.0", now: datetime = HOME, share: int = 0
) -> Closed:
    """Report `run` as the office hears it: `outcomes` of its ways in their order, all driven if none is given."""
    legs = list(run.legs.order_by("pickup_order").values_list("pk", flat=True))
    told = outcomes or (Became.DONE,) * len(legs)
    said = {pk: Said(each, share) for pk, each in zip(legs, told, strict=True)}
    kilometres = None if km is None else Decimal(km)
    return close_run(run, Report(said, kilometres), by=office(), now=now)


def make_claim(
    driver: Driver | None = None, km: str = "43.0", day: date = THURSDAY
) -> ExpenseClaim:
    """Return the draft of a claim, of a run with one rider both ways."""
    run, _ride = make_trip(driver, day)
    claim = report(run, km=km).claim
    assert claim is not None
    return claim
