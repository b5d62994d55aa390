"""What the demo's own people did before this morning, so that there are counts to read: invented, and published.

Turns of months past, already done, and requests that nobody could take; nothing that is still to do. There are few
people in the demo, so most of what is published of it reads "under 5", as it would anywhere so small.
"""

from datetime import date, datetime, time, timedelta
from random import Random

from backend.demo.history import begin, live
from backend.demo.history_rows import write
from backend.demo.staff import LOGINS
from directory.actors import COMMAND
from directory.localtime import instant, local_date
from directory.models import Association, ServiceLine, User
from people.models import Person
from reports.counting.periods import QUARTERS, Period, quarters_of, with_its_year
from reports.services.publish import publish
from reports.services.targets import load_targets

SEED = 7
# Of rides there is a day under way, with its claims: none are invented beside it.
WAYS = (("call", 5), ("visit", 3), ("gig", 2))
# Published on the second day after its close, at nine.
LATER, NINE = timedelta(days=2), time(9)


def tell_past(now: datetime) -> list[str]:
    """Write what was done up to the last quarter that has ended, and publish it by quarter and year.

    Return the names of the periods, the oldest first.
    """
    today = local_date(now)
    quarters = closed_quarters(today)
    first = quarters[0].first_day
    # What was done then was offered then.
    ServiceLine.objects.filter(valid_from__gt=first, valid_from__lte=today).update(valid_from=first)
    for year in (first.year, today.year):
        load_targets(year, now=now)
    for office in Association.objects.order_by("pk"):
        _write(office, quarters)
    periods = [period for quarter in quarters for period in with_its_year(quarter)]
    for period in periods:
        publish(period, by=COMMAND, now=instant(period.end + LATER, NINE))
    return [str(period) for period in periods]


def closed_quarters(today: date) -> list[Period]:
    """Return the quarters of last year, and those of this year that have ended."""
    both = [*quarters_of(today.year - 1), *quarters_of(today.year)]
    return [quarter for quarter in both if quarter.end <= today]


def _write(office: Association, quarters: list[Period]) -> None:
    history = begin(
        Random(f"{SEED} {office.name}"),  # noqa: S311  # invented lives, not secrets
        quarters[0].first_day,
        len(quarters) * 12 // QUARTERS,
        office,
        User.objects.get(email=_owner_of(office)),
    )
    here = Person.objects.filter(municipality__in=history.places).order_by("pk")
    for helper in here.filter(volunteer__isnull=False):
        history.helpers.setdefault(helper.municipality_id, []).append(helper)
    for person in here.filter(resident__isnull=False):
        if history.helpers:
            live(history, person, WAYS)
    write(history)


def _owner_of(office: Association) -> str:
    """Return the address of the one who coordinates the office."""
    offices = list(Association.objects.order_by("pk").values_list("pk", flat=True))
    return next(login.email for login in LOGINS if login.office == offices.index(office.pk))
