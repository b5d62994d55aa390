"""Time that counts only while something is open: people are written to from 8 to 20, the office works by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.localtime import instant, local_date

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class OpenHours:
    """Open on `weekdays` (0 = Monday) that are no `holidays`, in local wall time [opens, closes)."""

    opens: time
    closes: time
    weekdays: frozenset[int] = EVERY_DAY
    holidays: frozenset[date] = frozenset()

    def after(self, moment: datetime, length: timedelta = timedelta(0)) -> datetime:
        """Return when `length` of open time has passed from `moment`; without it the first open moment."""
        spans = self._spans(local_date(moment), 1)
        while True:
            opens, closes = next(spans)
            start = max(opens, moment)
            if start >= closes:
                continue
            if start + length <= closes:
                return start + length
            length -= closes - start

    def before(self, moment: datetime, length: timedelta) -> datetime:
        """Return the moment from which `length` of open time is left until `moment`."""
        spans = self._spans(local_date(moment), -1)
        while True:
            opens, closes = next(spans)
            end = min(closes, moment)
            if end <= opens:
                continue
            if end - length >= opens:
                return end - length
            length -= end - opens

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return how much open time lies from `start` to `end`; nothing when it is the other way round."""
        total = timedelta(0)
        spans = self._spans(local_date(start), 1)
        while True:
            opens, closes = next(spans)
            if opens >= end:
                return total
            total += max(min(closes, end) - max(opens, start), timedelta(0))

    def _spans(self, day: date, step: int) -> Iterator[tuple[datetime, datetime]]:
        """Yield the open times from `day` on, a day forward or back at a time."""
        while True:
            if day.weekday() in self.weekdays and day not in self.holidays:
                yield instant(day, self.opens), instant(day, self.closes)
            day += timedelta(days=step)


# People are written to by day; see notifications.timing, which holds the texts themselves to it.
DAYTIME = OpenHours(time(8), time(20))


def office_hours(holidays: frozenset[date]) -> OpenHours:
    """Return when an office works: Monday to Friday from 8 to 16, not on `holidays`."""
    return OpenHours(time(8), time(16), WORKDAYS, holidays)
