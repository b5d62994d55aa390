"""What the rules know of a ring: its rules and members, and who is away, fit and free when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from rings.rules.calendar import HolidayCalendar
from rings.rules.schedule import Rule

HELPER, RESIDENT, BOTH = "helper", "resident", "both"
CIRCLE, HUB, PAIR, CALL_IN = "circle", "hub", "pair", "call_in"

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

    No windows means that the hours are not known: then no hour bars anybody.
    """

    away: tuple[Period, ...] = ()
    fit: bool = True
    lapses_after: date | None = None
    windows: tuple[Window, ...] = ()

    def is_away(self, day: date) -> bool:
        """Tell whether the person is away on `day`."""
        return any(period.covers(day) for period in self.away)

    def bar(self, day: date, wall_time: time | None = None) -> str:
        """Return what bars the person on `day` at `wall_time` (None: at any hour), or ""."""
        if not self.fit or (self.lapses_after is not None and day > self.lapses_after):
            return UNFIT
        if self.is_away(day):
            return AWAY
        if wall_time is None or not self.windows:
            return ""
        free = any(
            w.weekday == day.weekday() and w.starts <= wall_time < w.ends for w in self.windows
        )
        return "" if free else NOT_FREE


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


@dataclass(frozen=True)
class RingPlan:
    """One ring, as the rules see it. `as_helper` and `as_receiver` hold the facts of each person."""

    ring_id: int
    topology: str
    turn_weeks: int
    captain_id: int | None
    rules: tuple[Rule, ...]
    members: tuple[Member, ...]
    calendar: HolidayCalendar
    as_helper: Mapping[int, Facts] = field(default_factory=dict)
    as_receiver: Mapping[int, Facts] = field(default_factory=dict)

    def helper_facts(self, person_id: int) -> Facts:
        """Return what is known of a person who would ring or visit."""
        return self.as_helper.get(person_id, Facts())

    def receiver_facts(self, person_id: int) -> Facts:
        """Return what is known of a person who would be rung or visited."""
        return self.as_receiver.get(person_id, Facts())

    def helpers_on(self, day: date) -> list[Member]:
        """Return those who ring or visit, in order."""
        return self._in_order(day, {HELPER, BOTH})

    def receivers_on(self, day: date) -> list[Member]:
        """Return those who are rung or visited, in order."""
        return self._in_order(day, {RESIDENT, BOTH})

    def _in_order(self, day: date, roles: set[str]) -> list[Member]:
        chosen = [m for m in self.members if m.role in roles and m.belongs_on(day)]
        return sorted(chosen, key=lambda m: (m.position, m.person_id))
