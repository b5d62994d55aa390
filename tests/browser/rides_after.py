"""Runs that have been driven: one of which nobody has told yet, and claims as far as they can come."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from directory.actors import Actor
from directory.localtime import instant
from directory.models import User
from people.models import Person
from rides.models import Destination, Driver, ExpenseClaim, Leg, MileageRate, RideRequest, Run
from rides.services.claims.decide import approve, send_back, submit
from rides.services.claims.pay import pay
from rides.services.closing.close import close_by_word

ENDS = ((time(9), time(9, 25)), (time(12), time(12, 25)))


def after(place: str, by: Actor, now: datetime) -> dict[str, int]:
    """Leave runs and claims behind in the municipality `place`; return their numbers by the words of the table."""
    drivers = Driver.objects.filter(volunteer__person__municipality__name_fi=place, drives=True)
    first, second = drivers.order_by("pk")[:2]
    MileageRate.objects.update(most_euros=Decimal(60))  # so that one driver is near the limit
    days = [now.date() - timedelta(days=back) for back in range(10, 4, -1)]
    claims = [_claim(first, day, by, now) for day in days[:4]]
    for claim in claims:
        submit(claim, by=by, now=now)
    for claim in claims[:2]:
        approve(claim, by=by, now=now)
    file = pay(claims[0].association, claims[:1], by=by, now=now)
    send_back(claims[2], "43 vai 34 kilometriä?", by=by, now=now)
    close_by_word(_run(second, days[4], by, now), None, by=by, now=now)
    return {
        "run-home": _run(second, days[5], by, now).pk,
        "run-closed": claims[3].run_id,
        "claim-paid": claims[0].pk,
        "claim-approved": claims[1].pk,
        "claim-returned": claims[2].pk,
        "claim-submitted": claims[3].pk,
        "PaymentFile": file.pk,
        "expensive-driver": first.person.pk,
    }


def _claim(driver: Driver, day: date, by: Actor, now: datetime) -> ExpenseClaim:
    claim = close_by_word(_run(driver, day, by, now), Decimal("43.5"), by=by, now=now).claim
    assert claim is not None
    return claim


def _run(driver: Driver, day: date, by: Actor, now: datetime) -> Run:
    """Return a promised run of `day` with one rider there and back."""
    place = driver.person.municipality
    goal = Destination.objects.filter(municipality=place)[0]
    office = place.associations.all()[0]
    rider = Person.objects.filter(municipality=place, resident__isnull=False).order_by("pk")[0]
    owner = User.objects.get(pk=by.user_id or 0)
    run = Run.objects.create(
        driver=driver,
        association=office,
        day=day,
        state=Run.State.CONFIRMED,
        owner=owner,
        due_at=now,
        starts_at=instant(day, time(8, 30)),
        ends_at=instant(day, time(13)),
        km_planned=Decimal("41.0"),
        version=1,
    )
    ride = RideRequest.objects.create(
        rider=rider,
        association=office,
        destination=goal,
        wall_time=time(9, 30),
        back_time=time(12),
        day=day,
        created_at=now,
    )
    for number, way in enumerate((Leg.Direction.OUT, Leg.Direction.BACK)):
        _seat(run, Leg(request=ride, direction=way), number)
    return run


def _seat(run: Run, leg: Leg, number: int) -> None:
    """Put one way into `run`, as the one of this number from nought on."""
    leg.run, leg.owner, leg.state, leg.due_at = run, run.owner, Leg.State.CONFIRMED, run.due_at
    leg.pickup_order, leg.dropoff_order = 2 * number, 2 * number + 1
    leg.pickup_at, leg.dropoff_at = (instant(run.day, wall) for wall in ENDS[number])
    leg.save()
