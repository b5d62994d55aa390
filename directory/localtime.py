"""Local dates and wall times, and the instants they come to.

People live by the wall clock. On the two days of the year when it jumps:

- an hour that does not exist (03:30 on the spring day) moves forward by the gap: 04:30 summer time;
- an hour that comes twice (03:30 on the autumn day) is the first of the two.
"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HELSINKI = "Europe/Helsinki"


def local_date(now: datetime, zone: str = HELSINKI) -> date:
    """Return the date on the wall calendar at the instant `now`."""
    return now.astimezone(ZoneInfo(zone)).date()


def local_time(now: datetime, zone: str = HELSINKI) -> time:
    """Return the wall-clock time at the instant `now`."""
    return now.astimezone(ZoneInfo(zone)).time()


def instant(day: date, wall_time: time, zone: str = HELSINKI) -> datetime:
    """Return the instant (UTC) of `wall_time` on `day`: see above for the two odd days."""
    # fold=0 reads a missing time by the offset before the jump, which moves it forward by the gap.
    wall = datetime.combine(day, wall_time.replace(fold=0), tzinfo=ZoneInfo(zone))
    return wall.astimezone(UTC)


def is_missing(day: date, wall_time: time, zone: str = HELSINKI) -> bool:
    """Tell whether the clock on the wall never shows `wall_time` on `day`."""
    return local_time(instant(day, wall_time, zone), zone).replace(fold=0) != wall_time
