"""A person in a ring, and what bars them: who is away, fit and free when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

HELPER, RESIDENT, BOTH = "helper", "resident", "both"
AWAY, UNFIT, NOT_FREE = "away", "unfit", "not_free"


@dataclass(frozen=True)
class Period:
    """Local dates [starts, ends); no end means until further notice."""

    starts: date
    ends: date | None

    def covers(self, day: date) -> bool:
        """Tell whether `day` is inside."""
        return self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Window:
    """Free every week on `weekday` (0 = Monday) in local time [starts, ends)."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Facts:
    """What bars one person. `fit`: nothing bars them now; `lapses_after`: the last day of a paper.

    No windows means that the hours are not known: then no hour bars anybody. `holidays` is a resident's own
    wish (`schedule.RUN` and so on), or "" for the ring's.
    """

    away: tuple[Period, ...] = ()
    fit: bool = True
    lapses_after: date | None = None
    windows: tuple[Window, ...] = ()
    holidays: str = ""

    def is_away(self, day: date) -> bool:
        """Tell whether the person is away on `day`."""
        return any(period.covers(day) for period in self.away)

    def bar(self, day: date, wall_time: time | None = None) -> str:
        """Return what bars the person on `day` at `wall_time` (None: at any hour), or ""."""
        if not self.fit or (self.lapses_after is not None and day > self.lapses_after):
            return UNFIT
        if self.away and self.is_away(day):
            return AWAY
        if wall_time is None or not self.windows:
            return ""
        free = any(
            w.weekday == day.weekday() and w.starts <= wall_time < w.ends for w in self.windows
        )
        return "" if free else NOT_FREE

    def bar_throughout(self, days: Iterable[date], wall_time: time | None = None) -> str:
        """Return what bars the person first, if something does on each of `days`, else ""."""
        first = ""
        for day in days:
            bar = self.bar(day, wall_time)
            if not bar:
                return ""
            first = first or bar
        return first


@dataclass(frozen=True)
class Member:
    """A person in the ring, in order, with an own hour if they have one."""

    person_id: int
    role: str
    position: int
    wall_time: time | None
    valid_from: date
    valid_until: date | None

    def belongs_on(self, day: date) -> bool:
        """Tell whether the person is a member on `day`."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
