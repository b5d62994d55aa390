"""When a text may go, and when to try again: pure rules over instants."""

from datetime import datetime, time, timedelta

from directory.localtime import instant, local_date
from notifications.rules.quiet import opens_at

FIRST_RETRY = timedelta(minutes=1)
MAX_ATTEMPTS = 5


def quiet_until(now: datetime) -> datetime | None:
    """Return when the usual quiet hours end, or None when texts may go at `now`: from 8 to 20."""
    return opens_at(now)


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
