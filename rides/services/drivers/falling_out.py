"""When a driver goes away, pauses, loses a paper or leaves: the runs ahead need another car."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.localtime import local_date
from people.changes import Change
from people.models import Person
from rides.models import Driver, Leg
from rides.rules.driving import driving_day, may_keep_run
from rides.services.drivers.days import habits_of
from rides.services.steps import locked_run
from rides.services.telling.trouble import driver_cannot

STOPS = frozenset({"absence", "unfit", "ended"})


def follow_driver(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """Give up the runs of `person` on days on which they may not drive any more."""
    if change not in STOPS:
        return
    drivers = Driver.objects.select_related("volunteer__person").filter(volunteer__person=person)
    for driver in drivers:
        give_up_runs(driver, by=by, now=now)


@transaction.atomic
def give_up_runs(driver: Driver, *, by: Actor, now: datetime) -> list[Leg]:
    """Give up the runs of `driver`, the one under way too, on days on which something bars them.

    Their owners are told, and the riders wait for another car; returns those ways. A run that should be over by
    the clock stays: it is asked how it went.
    """
    ahead = driver.runs.live().filter(ends_at__gt=now, day__gte=local_date(now))
    runs = list(ahead.order_by("day"))
    habits = habits_of([driver], [run.day for run in runs])[driver.pk]
    lost: list[Leg] = []
    for run in runs:
        if not may_keep_run(driving_day(habits, run.day)):
            lost += driver_cannot(locked_run(run.pk), by=by, now=now)
    return lost
