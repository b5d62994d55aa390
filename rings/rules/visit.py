"""When the holder of a request hears what: the day before, near the hour, and at its end. Pure."""

from datetime import datetime, time, timedelta

from directory.localtime import instant, local_date

REMIND_AT = time(17)
# The code of a door is told so long before the hour, and no sooner.
NEAR = timedelta(hours=2)


def reminder_at(starts_at: datetime) -> datetime:
    """Return when the holder is reminded: the day before, in the afternoon."""
    return instant(local_date(starts_at) - timedelta(days=1), REMIND_AT)


def near_at(starts_at: datetime) -> datetime:
    """Return from when the visit is near: the code of the door may be told and shown."""
    return starts_at - NEAR


def is_near(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Tell whether the code of the door may be told and shown at `now`."""
    return near_at(starts_at) <= now < ends_at


def next_look(starts_at: datetime, ends_at: datetime, *, has_code: bool, now: datetime) -> datetime:
    """Return when there is next something to tell the holder after `now`, or to ask: at last, how it went.

    Whoever says yes after the hour of the reminder has read it all just now and is not reminded.
    """
    moments = [reminder_at(starts_at), *([near_at(starts_at)] if has_code else []), ends_at]
    return next((moment for moment in moments if moment > now), ends_at)


def first_look(
    starts_at: datetime, ends_at: datetime, *, has_code: bool, now: datetime
) -> datetime:
    """Return when to look first after somebody said yes at `now`: at once when the door's code is due."""
    if has_code and is_near(starts_at, ends_at, now):
        return now
    return max(next_look(starts_at, ends_at, has_code=has_code, now=now), now)
