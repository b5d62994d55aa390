"""How soon a worry must be looked into, and how often its owner is reminded: pure rules over instants.

Every number stands in `PACES` and the few constants beside it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.calendar import working_day
from directory.localtime import instant, local_date
from notifications.timing import quiet_until

URGENT, TODAY, SOON, WATCH = "urgent", "today", "soon", "watch"
# From the gravest to the lightest.
ORDER = (URGENT, TODAY, SOON, WATCH)

MORNING = time(10)
DAY_ENDS = time(16)
AT_LEAST = timedelta(minutes=30)
# The authorities answer within seven working days (Vanhuspalvelulaki 25 §).
AUTHORITY_DAYS = 7
# After so many reminders a colleague is asked as well.
ALONE = 2


@dataclass(frozen=True)
class Pace:
    """`within`: how long the owner has at first. `again`: how long until the next reminder.

    `by_day_end`: by 16 o'clock of the same day. Days are local days and end at ten in the morning.
    """

    within: timedelta
    again: timedelta
    by_day_end: bool = False


PACES: Mapping[str, Pace] = {
    URGENT: Pace(AT_LEAST, timedelta(hours=1)),
    TODAY: Pace(timedelta(hours=4), timedelta(days=1), by_day_end=True),
    SOON: Pace(timedelta(days=3), timedelta(days=1)),
    WATCH: Pace(timedelta(days=14), timedelta(days=1)),
}


def due_at(severity: str, now: datetime) -> datetime:
    """Return by when somebody must have done something, counted from the last thing that anybody did.

    What is to be looked into today and comes after the office day has half an hour, and at night until morning.
    """
    pace = PACES[severity]
    if pace.within >= timedelta(days=1):
        return instant(local_date(now) + pace.within, MORNING)
    due = now + pace.within
    if pace.by_day_end:
        end = instant(local_date(now), DAY_ENDS)
        due = max(min(due, end), now + AT_LEAST)
        return quiet_until(due) or due
    return due


def remind_again_at(severity: str, now: datetime) -> datetime:
    """Return when the owner is reminded next: once an hour by day if it is urgent, else once a day."""
    pace = PACES[severity]
    if pace.again >= timedelta(days=1):
        return instant(local_date(now) + pace.again, MORNING)
    later = now + pace.again
    return quiet_until(later) or later


def ask_authorities_at(now: datetime, free: Collection[date] = ()) -> datetime:
    """Return when to look again after a report to the authorities: ten o'clock, seven working days on.

    `free` are the public holidays of the weeks that follow.
    """
    return instant(working_day(local_date(now), AUTHORITY_DAYS, free), MORNING)


def graver(one: str, other: str) -> str:
    """Return the graver of two: a second worry about somebody never makes the first one lighter."""
    return min(one, other, key=ORDER.index)


def asks_a_colleague(reminders: int) -> bool:
    """Tell whether, with `reminders` sent before this one, somebody else is to hear of it as well."""
    return reminders >= ALONE
