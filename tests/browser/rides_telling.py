"""Rides of which somebody has to be rung: a rider without a car, one who has not answered, a silent driver."""

from datetime import datetime, time, timedelta
from decimal import Decimal

from directory.actors import Actor
from directory.localtime import instant
from directory.models import User
from people.models import Person
from rides.models import Destination, Driver, Leg, Run
from rides.services.wishes.facts import Wish
from rides.services.wishes.taking import take_ride
from volunteers.services.eligibility import blockers


def telling(place: str, by: Actor, now: datetime) -> None:
    """Leave rides of the day after tomorrow in the municipality `place` that wait for a call."""
    goal = Destination.objects.filter(municipality__name_fi=place)[0]
    office = goal.municipality.associations.all()[0]
    day = now.date() + timedelta(days=2)
    owner = User.objects.get(pk=by.user_id or 0)
    residents = Person.objects.filter(municipality__name_fi=place, resident__isnull=False)
    riders = [p for p in residents.order_by("-pk") if not blockers(p, day, as_resident=True)]
    lost, silent = (
        take_ride(Wish(rider, office, goal, time(10), back="none"), day, by=by, now=now)
        for rider in riders[:2]
    )
    driver = Driver.objects.filter(volunteer__person__municipality__name_fi=place).order_by("pk")[0]
    run = Run.objects.create(
        driver=driver,
        association=office,
        day=day,
        state=Run.State.ASKED,
        owner=owner,
        due_at=now + timedelta(hours=1),
        reminded_at=now,
        asked_at=now - timedelta(days=1),
        version=1,
        starts_at=instant(day, time(9)),
        ends_at=instant(day, time(11)),
        km_planned=Decimal("31.0"),
    )
    told = {"told_run": run, "told_at": now, "told_how": Leg.How.SMS, "reminded_at": now}
    lost.legs.update(told_pickup_at=instant(day, time(9, 5)), **told)
    silent.legs.update(
        state=Leg.State.TOLD,
        run=run,
        pickup_order=0,
        dropoff_order=1,
        pickup_at=instant(day, time(9, 20)),
        dropoff_at=instant(day, time(9, 45)),
        told_pickup_at=instant(day, time(9, 20)),
        **told,
    )
