"""When a text may go, and when to try again: pure rules over instants."""

from datetime import datetime, time, timedelta

from directory.localtime import instant, local_date, local_time

QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(8, 0)
FIRST_RETRY = timedelta(minutes=1)
MAX_ATTEMPTS = 5


def quiet_until(now: datetime) -> datetime | None:
    """Return when the quiet hours end, or None when texts may go at `now`.

    People are written to from 8 to 20 by the clock on the wall.
    """
    wall = local_time(now)
    if QUIET_UNTIL <= wall < QUIET_FROM:
        return None
    day = local_date(now) + timedelta(days=0 if wall < QUIET_UNTIL else 1)
    return instant(day, QUIET_UNTIL)


def retry_at(now: datetime, attempts: int, spread: int) -> datetime | None:
    """Return when to try again after `attempts` failed ones, or None when it is enough.

    Waits 1, 3, 9 and 27 minutes, each longer by up to half: `spread` (any whole number, such as the
    message's own) decides how much, so that texts that failed together do not come back together.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    wait: timedelta = FIRST_RETRY * 3 ** max(attempts - 1, 0)
    return now + wait * (1 + (spread * 37 % 100) / 200)


def noon_after(moment: datetime) -> datetime:
    """Return noon of the local day after `moment`: until then a late answer still belongs to it."""
    return instant(local_date(moment) + timedelta(days=1), time(12, 0))
