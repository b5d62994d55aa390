"""What a driver says of one day: other hours than in the week, or not at all."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actors import Actor
from directory.localtime import local_date, local_time
from people.errors import RefusedError
from people.services.trail import note_change
from rides.models import DriveDay, Driver, Run
from rides.rules.driving import Hours

PAST = gettext_lazy("That day is over. Choose today or a later day.")
NO_LENGTH = gettext_lazy("The end of the hours must be after their beginning.")


@transaction.atomic
def say_day(
    driver: Driver, day: date, hours: Hours | None, *, by: Actor, now: datetime
) -> DriveDay:
    """Write down that `driver` drives in `hours` on `day`, or with None that they do not; the last word holds.

    Raises `RefusedError` for a day that is over, and when a run of that day would lie outside the hours.
    """
    if day < local_date(now):
        raise RefusedError(PAST, field="day")
    if hours is not None and hours.ends <= hours.starts:
        raise RefusedError(NO_LENGTH, field="ends")
    Driver.objects.select_for_update(of=("self",)).get(pk=driver.pk)
    _keep_runs(driver, day, hours)
    starts, ends = hours or (None, None)
    said, _is_new = DriveDay.objects.update_or_create(
        driver=driver, day=day, defaults={"starts": starts, "ends": ends}
    )
    note_change(driver.person, "driving day", by=by, now=now)
    return said


@transaction.atomic
def take_back_day(driver: Driver, day: date, *, by: Actor, now: datetime) -> bool:
    """Let the weekly hours hold on `day` again; tell whether anything else had been said of it."""
    deleted, _by_table = DriveDay.objects.filter(driver=driver, day=day).delete()
    if deleted:
        note_change(driver.person, "driving day", by=by, now=now)
    return bool(deleted)


def _keep_runs(driver: Driver, day: date, hours: Hours | None) -> None:
    """Refuse hours that leave out a run: its riders would learn of it too late, or never."""
    for run in driver.runs.live().filter(day=day):
        if hours is None or not _holds(hours, run):
            words = _(
                "There is a run on %(day)s from %(starts)s to %(ends)s. "
                "Take the driver off the run first."
            )
            raise RefusedError(words % _times(run), field="day")


def _holds(hours: Hours, run: Run) -> bool:
    begins_in = hours.starts <= local_time(run.starts_at)
    return begins_in and local_time(run.ends_at) <= hours.ends


def _times(run: Run) -> dict[str, str]:
    starts, ends = local_time(run.starts_at), local_time(run.ends_at)
    return {
        "day": date_format(run.day, "j.n."),
        "starts": f"{starts:%H.%M}",
        "ends": f"{ends:%H.%M}",
    }
