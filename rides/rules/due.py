"""When somebody has to act on a way of a ride, or on a run: pure rules over instants.

Every open one has a next hour at which its owner is told, until it has an outcome. The hours are counted from when
it starts and ends; when all have passed, every morning says so again.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from directory.localtime import instant, local_date

MORNING = time(10)
# A day before the rider has to be told, somebody has to look for a driver.
TO_LOOK = timedelta(hours=24)
LAST_CALL = timedelta(hours=1)
# How it went is asked when the run should long be over.
REPORT_AFTER = timedelta(hours=3)
# A run that its driver has promised: unlike a rider's yes, it wants the list of stops sent the evening before.
PROMISED = "promised"


@dataclass(frozen=True)
class Terms:
    """What an association has agreed on: hours before a ride, and the wall time of the evening before."""

    notice_hours: int = 48
    tell_hours: int = 24
    confirm_by: time = time(18)
    extra_minutes: int = 30
    boarding_minutes: int = 3
    helped_minutes: int = 8


def evening_before(starts_at: datetime, terms: Terms) -> datetime:
    """Return until when answers are waited for before what starts at `starts_at`."""
    return instant(local_date(starts_at) - timedelta(days=1), terms.confirm_by)


def tell_by(starts_at: datetime, terms: Terms) -> datetime:
    """Return by when the rider must know whether a driver was found."""
    return starts_at - timedelta(hours=terms.tell_hours)


def next_due(
    state: str, starts_at: datetime, ends_at: datetime, now: datetime, terms: Terms
) -> datetime:
    """Return the first hour after `now` at which the owner of a leg or run in `state` has to act.

    `starts_at` and `ends_at`: as planned, before that as wished for. A return on call starts at the latest hour at
    which the rider would ring.
    """
    told, evening = tell_by(starts_at, terms), evening_before(starts_at, terms)
    last, report = starts_at - LAST_CALL, ends_at + REPORT_AFTER
    hours: dict[str, tuple[datetime, ...]] = {
        "requested": (told - TO_LOOK, told, evening, last, starts_at),
        "draft": (told - TO_LOOK, told, evening, last, starts_at),
        "planned": (told, evening, last, starts_at),
        "told": (evening, last, report),
        "asked": (evening, last, report),
        "confirmed": (report,),
        PROMISED: (evening, last, report),
        "out": (report,),
        "on_call": (starts_at,),
    }
    ahead = [hour for hour in hours[state] if hour > now]
    return min(ahead, default=_next_morning(now))


def _next_morning(now: datetime) -> datetime:
    today = instant(local_date(now), MORNING)
    return today if today > now else instant(local_date(now) + timedelta(days=1), MORNING)
