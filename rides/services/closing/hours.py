"""A run in its driver's log of hours: rides beside calls and visits."""

from datetime import datetime, timedelta

from directory.actors import Actor
from rides.models import Run
from rings.models import ExtraWork
from rings.services.hours.record import Told, add_work

MINUTE = timedelta(minutes=1)


def log_hours(run: Run, *, by: Actor, now: datetime) -> None:
    """Write the time from home to home into the log of hours, with the kilometres beside it."""
    minutes = round((run.ends_at - run.starts_at) / MINUTE)
    km = "" if run.km_driven is None else f"{run.km_driven.normalize():f} km".replace(".", ",")
    told = Told(run.day, ExtraWork.Kind.RIDE, minutes, km)
    add_work(run.driver.person, told, run.association, by=by, now=now)
