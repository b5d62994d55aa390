"""From what a rider wishes to windows on the clock: pure, local wall time in, instants out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.localtime import instant

# Whoever has not said when they will ring is missed at five in the afternoon.
LATEST_CALL = time(17)


@dataclass(frozen=True)
class Window:
    """Instants [earliest, latest] within which one end of a way has to fall."""

    earliest: datetime
    latest: datetime


def out_window(day: date, wall_time: time, flexible_minutes: int, *, arrive: bool) -> Window:
    """Return when the way there arrives (`arrive`) or else leaves."""
    hour, slack = instant(day, wall_time), timedelta(minutes=flexible_minutes)
    return Window(hour - slack, hour) if arrive else Window(hour, hour + slack)


def back_window(day: date, back_time: time, flexible_minutes: int) -> Window:
    """Return when the way back leaves: never before the rider is ready."""
    hour = instant(day, back_time)
    return Window(hour, hour + timedelta(minutes=flexible_minutes))


def latest_call(day: date, back_time: time | None) -> datetime:
    """Return when a rider who rings for the way back is missed: at the hour they guessed, else at five."""
    return instant(day, back_time or LATEST_CALL)
