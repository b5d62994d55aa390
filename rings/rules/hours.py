"""Hours of volunteers: what counts when nobody said, and when a month is asked about. Pure rules."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from directory.localtime import instant, local_date

HOUR = 60
# Minutes that one done turn counts when nobody said how long it took; a request says its own length.
USUAL_MINUTES: Mapping[str, int] = {"call": 15, "visit": 60, "help": 60, "ride": 60}
ASKED_AT = time(10)
# A clock that stood still asks later, but not a week later.
ASKED_WITHIN = timedelta(days=3)
SILENT_AFTER = timedelta(days=7)
# A bare number in the answer is hours up to this: nobody helps more in a month.
MOST_HOURS = 300


def month_of(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """Return the first day of the next month."""
    return month_of(month + timedelta(days=31))


def month_before(month: date) -> date:
    """Return the first day of the month before."""
    return month_of(month - timedelta(days=1))


def last_day(month: date) -> date:
    """Return the last day of the month that begins on `month`."""
    return month_after(month) - timedelta(days=1)


def ask_at(month: date, free: Collection[date]) -> datetime:
    """Return when volunteers are asked about `month`: ten o'clock on the first weekday after it.

    `free` are the public holidays and eves around that day.
    """
    day = month_after(month)
    while day.weekday() >= 5 or day in free:
        day += timedelta(days=1)
    return instant(day, ASKED_AT)


def may_be_asking_days(now: datetime) -> bool:
    """Tell whether `now` is so early in a month that the last one may be asked about: cheap to know."""
    return local_date(now).day <= 10


def hours_in_words(minutes: int) -> str:
    """Return minutes as hours to the nearest half, as they are written in a text: "5", "5,5"."""
    halves = round(minutes / (HOUR / 2))
    return f"{halves // 2},5" if halves % 2 else str(halves // 2)
