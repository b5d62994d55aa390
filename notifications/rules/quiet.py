"""At which hours people are written to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.calendar import finnish_holidays
from directory.localtime import instant, local_date, local_time

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """From when until when texts may go, by the clock on the wall; and whether they rest on public holidays."""

    opens: time
    closes: time
    rests_on_holidays: bool = False


USUAL = Hours(time(8, 0), time(20, 0))


def opens_at(now: datetime, hours: Hours = USUAL) -> datetime | None:
    """Return when the quiet hours end, or None when texts may go at `now`."""
    day, wall = local_date(now), local_time(now)
    if hours.opens <= wall < hours.closes and not _rests(day, hours):
        return None
    if wall >= hours.opens:
        day += ONE_DAY
    while _rests(day, hours):
        day += ONE_DAY
    return instant(day, hours.opens)


def _rests(day: date, hours: Hours) -> bool:
    return hours.rests_on_holidays and day in finnish_holidays([day.year]).holidays
