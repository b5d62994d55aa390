"""Instants of one local day as the planner counts them: minutes from local midnight, and back."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.localtime import instant

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Dial:
    """Counts the minutes that pass, so that a day on which the clock jumps has 23 or 25 hours of them."""

    midnight: datetime

    @classmethod
    def of(cls, day: date) -> "Dial":
        """Return the dial of the local date `day`."""
        return cls(instant(day, time(0)))

    def minutes(self, moment: datetime) -> float:
        """Return how many minutes after midnight `moment` is."""
        return (moment - self.midnight) / MINUTE

    def at(self, minutes: float) -> datetime:
        """Return the instant so many minutes after midnight, to the whole minute."""
        return self.midnight + MINUTE * round(minutes)
