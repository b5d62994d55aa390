"""What texts may cost a municipality in a month."""

from datetime import date, datetime, time
from decimal import Decimal

from directory.localtime import instant, local_date

WARN_AT = Decimal("0.8")


def month_of(now: datetime) -> date:
    """Return the first local day of the month of `now`."""
    return local_date(now).replace(day=1)


def month_after(month: date) -> date:
    """Return the first day of the month after `month`."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def midnight(day: date) -> datetime:
    """Return the instant at which the local `day` begins."""
    return instant(day, time(0))


def opens_again(spent: Decimal, cap: Decimal | None, now: datetime) -> datetime | None:
    """Return when ordinary texts may go again, or None when they may at `now`; euros."""
    if cap is None or spent < cap:
        return None
    return midnight(month_after(month_of(now)))


def is_near(spent: Decimal, cap: Decimal | None) -> bool:
    """Tell whether somebody should hear that the cap comes near, or has been reached."""
    return cap is not None and spent >= cap * WARN_AT
