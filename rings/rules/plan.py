"""What the rules know of a ring: its rules and members, its turns, holidays and exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property

from directory.calendar import HolidayCalendar
from rings.rules.people import (
    AWAY,
    BOTH,
    HELPER,
    NOT_FREE,
    RESIDENT,
    UNFIT,
    Facts,
    Member,
    Period,
    Window,
)
from rings.rules.schedule import Rule, is_closed
from rings.rules.turns import SPREAD, Turns

__all__ = [
    "AWAY",
    "BOTH",
    "CALL_IN",
    "CIRCLE",
    "HELPER",
    "HOLIDAY",
    "HUB",
    "LEFT_OUT",
    "NOT_FREE",
    "PAIR",
    "RESIDENT",
    "UNFIT",
    "DayException",
    "Facts",
    "Member",
    "Period",
    "RingPlan",
    "Window",
]

CIRCLE, HUB, PAIR, CALL_IN = "circle", "hub", "pair", "call_in"
# Why somebody is not due on a date that the ring's rules name, though nothing bars them.
HOLIDAY, LEFT_OUT = "holiday", "left_out"


@dataclass(frozen=True)
class DayException:
    """What is different on one date: nothing at all (`wall_time` None), or another hour."""

    wall_time: time | None


@dataclass(frozen=True)
class RingPlan:
    """One ring, as the rules see it. `as_helper` and `as_receiver` hold the facts of each person.

    `turn_order` names the helpers, longest idle first, as they stood in the turn that holds `turn_from`.
    `exceptions` are by date and receiver, or None for everybody.
    """

    ring_id: int
    topology: str
    turn_weeks: int
    captain_id: int | None
    rules: tuple[Rule, ...]
    members: tuple[Member, ...]
    calendar: HolidayCalendar
    as_helper: Mapping[int, Facts] = field(default_factory=dict)
    as_receiver: Mapping[int, Facts] = field(default_factory=dict)
    roster: str = SPREAD
    turn_order: tuple[int, ...] = ()
    turn_from: date | None = None
    exceptions: Mapping[tuple[date, int | None], DayException] = field(default_factory=dict)

    @cached_property
    def turns(self) -> Turns:
        """Return whose turn it is when; what was worked out for one date serves the next."""
        return Turns(self)

    @cached_property
    def helpers(self) -> tuple[Member, ...]:
        """Return whoever rings or visits at some time, in order."""
        return self._in_order({HELPER, BOTH})

    @cached_property
    def receivers(self) -> tuple[Member, ...]:
        """Return whoever is rung or visited at some time, in order."""
        return self._in_order({RESIDENT, BOTH})

    def helper_facts(self, person_id: int) -> Facts:
        """Return what is known of a person who would ring or visit."""
        return self.as_helper.get(person_id, NOTHING_KNOWN)

    def receiver_facts(self, person_id: int) -> Facts:
        """Return what is known of a person who would be rung or visited."""
        return self.as_receiver.get(person_id, NOTHING_KNOWN)

    def helpers_on(self, day: date) -> list[Member]:
        """Return those who ring or visit, in order."""
        return [m for m in self.helpers if m.belongs_on(day)]

    def receivers_on(self, day: date) -> list[Member]:
        """Return those who are rung or visited, in order."""
        return [m for m in self.receivers if m.belongs_on(day)]

    def lets_go_by(self, rule: Rule, day: date, receiver_id: int | None = None) -> bool:
        """Tell whether `day` is a holiday that the receiver, or without one the ring, lets go by.

        A resident's own wish beats the ring's, either way.
        """
        wish = self.receiver_facts(receiver_id).holidays if receiver_id is not None else ""
        return is_closed(rule, wish or rule.holidays, day, self.calendar)

    def runs_on(self, rule: Rule, day: date) -> bool:
        """Tell whether on a date that `rule` names anybody wants to be contacted, holiday or not."""
        if not self.lets_go_by(rule, day):
            return True
        return any(not self.lets_go_by(rule, day, m.person_id) for m in self.receivers_on(day))

    def _in_order(self, roles: set[str]) -> tuple[Member, ...]:
        chosen = (m for m in self.members if m.role in roles)
        return tuple(sorted(chosen, key=lambda m: (m.position, m.person_id)))


NOTHING_KNOWN = Facts()
