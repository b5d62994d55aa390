"""Who may drive on a day and in which hours: read from what the office knows, in a few queries for any number."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from people.models import Absence
from rides.models import DriveDay, Driver
from rides.rules.driving import Away, DrivingDay, Habits, Hours, Paper, driving_day
from volunteers.hours import Window
from volunteers.models import AvailableWindow, Credential


def days_of(
    drivers: Iterable[Driver], days: Collection[date]
) -> dict[tuple[int, date], DrivingDay]:
    """Return each driver's day for each of `days`, by the driver's number and the day, in four queries.

    Read the drivers with `volunteer__person` joined.
    """
    rows = list(drivers)
    known = habits_of(rows, days)
    return {(row.pk, day): driving_day(known[row.pk], day) for row in rows for day in days}


def day_of(driver: Driver, day: date) -> DrivingDay:
    """Return the day of one driver."""
    return days_of([driver], [day])[driver.pk, day]


def driving_on(drivers: Iterable[Driver], day: date) -> dict[int, DrivingDay]:
    """Return those of `drivers` who may be asked to drive on `day`, by their number."""
    found = days_of(drivers, [day])
    return {pk: each for (pk, _day), each in found.items() if each.drives}


def habits_of(drivers: Collection[Driver], days: Collection[date]) -> dict[int, Habits]:
    """Return what is known of when each of `drivers` drives, as far as it matters for `days`."""
    ids = [driver.pk for driver in drivers]
    papers, windows = _papers(ids), _windows(ids)
    said, aways = _said(ids, days), _aways([driver.person.pk for driver in drivers], days)
    return {
        driver.pk: Habits(
            state=driver.volunteer.state,
            drives=driver.drives,
            is_erased=driver.person.erased_at is not None,
            papers=tuple(papers[driver.pk]),
            aways=tuple(aways[driver.person.pk]),
            windows=tuple(windows[driver.pk]),
            days=said[driver.pk],
        )
        for driver in drivers
    }


def _papers(ids: list[int]) -> dict[int, list[Paper]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    rows = Credential.objects.filter(volunteer__in=ids).order_by("pk")
    for row in rows:
        found[row.volunteer_id].append(Paper(row.kind, row.valid_until, row.required))
    return found


def _windows(ids: list[int]) -> dict[int, list[Window]]:
    found: dict[int, list[Window]] = defaultdict(list)
    rows = AvailableWindow.objects.filter(volunteer__in=ids).order_by("weekday", "starts", "pk")
    for row in rows:
        found[row.volunteer_id].append(Window(row.weekday, row.starts, row.ends))
    return found


def _said(ids: list[int], days: Collection[date]) -> dict[int, dict[date, Hours | None]]:
    found: dict[int, dict[date, Hours | None]] = defaultdict(dict)
    rows = DriveDay.objects.filter(driver__in=ids, day__in=days).order_by("day")
    for row in rows:
        hours = Hours(row.starts, row.ends) if row.starts and row.ends else None
        found[row.driver_id][row.day] = hours
    return found


def _aways(person_ids: list[int], days: Collection[date]) -> dict[int, list[Away]]:
    found: dict[int, list[Away]] = defaultdict(list)
    rows = Absence.objects.filter(person__in=person_ids, cancelled_at__isnull=True)
    if days:
        lasting = Q(returns_on__isnull=True) | Q(returns_on__gt=min(days))
        rows = rows.filter(lasting, starts_on__lte=max(days))
    for row in rows.order_by("pk"):
        found[row.person_id].append(Away(row.starts_on, row.returns_on))
    return found
