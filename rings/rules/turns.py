"""Whose turn it is in a roster: longest idle first, worked out turn by turn from a known point on.

A turn is a number of calendar weeks; only turns in which the ring runs count. Each goes to those who have been
idle longest, and who had it goes to the end. Whoever is barred throughout a turn keeps the place at the front,
and the next serves. A new member joins at the end when they start, one who leaves drops out: nobody is skipped
and nobody has two turns before the others had one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from rings.rules.people import Facts, Member
from rings.rules.schedule import (
    A_WEEK,
    WEEK,
    Rule,
    monday_of,
    planned_dates,
    weeks_since,
    window_of,
)

SPREAD, DUTY = "spread", "duty"


class Roster(Protocol):
    """What the turns need of a plan: see `rings.rules.plan.RingPlan`."""

    @property
    def rules(self) -> tuple[Rule, ...]: ...
    @property
    def turn_weeks(self) -> int: ...
    @property
    def turn_order(self) -> tuple[int, ...]: ...
    @property
    def turn_from(self) -> date | None: ...
    @property
    def roster(self) -> str: ...
    @property
    def helpers(self) -> tuple[Member, ...]: ...
    @property
    def receivers(self) -> tuple[Member, ...]: ...
    def helper_facts(self, person_id: int) -> Facts: ...
    def runs_on(self, rule: Rule, day: date) -> bool: ...


@dataclass(frozen=True)
class Turn:
    """One turn: the helpers in `order` (longest idle first), those who serve, those who are served.

    `after` is the order of the turn that follows.
    """

    order: tuple[int, ...]
    serving: tuple[int, ...]
    served: tuple[int, ...]
    after: tuple[int, ...]

    def first_for(self, receiver_id: int) -> int | None:
        """Return whose turn `receiver_id` is, if anybody serves."""
        if not self.serving or receiver_id not in self.served:
            return None
        return self.serving[self.served.index(receiver_id) % len(self.serving)]


class Turns:
    """The turns of one plan, each worked out once. Turn 0 is the one that holds `plan.turn_from`."""

    def __init__(self, plan: Roster) -> None:
        self._plan = plan
        known = plan.turn_from or min((rule.anchor for rule in plan.rules), default=date.min)
        self._start = monday_of(known) if known > date.min else known
        self._found: list[Turn] = []

    def on(self, day: date) -> Turn:
        """Return the turn that holds the local date `day`; before the first the first."""
        number = self._number(day)
        while len(self._found) <= number:
            order = self._found[-1].after if self._found else self._plan.turn_order
            self._found.append(self._turn(len(self._found), order))
        return self._found[number]

    def start_of(self, day: date) -> date:
        """Return the Monday on which the turn that holds `day` begins."""
        return self._start + self._number(day) * self._plan.turn_weeks * A_WEEK

    def _number(self, day: date) -> int:
        return max(weeks_since(self._start, day) // self._plan.turn_weeks, 0)

    def _turn(self, number: int, order: tuple[int, ...]) -> Turn:
        first = self._start + number * self._plan.turn_weeks * A_WEEK
        dates = self._dates(first, first + self._plan.turn_weeks * A_WEEK - timedelta(days=1))
        if not dates:
            return Turn(order, (), (), order)
        order = self._members(order, dates)
        able = [pk for pk in order if self._is_able(pk, dates)]
        served = tuple(
            m.person_id
            for m in self._plan.receivers
            if any(m.belongs_on(day) for _rule, day in dates)
        )
        places = 1 if self._plan.roster == DUTY else len(served)
        serving = tuple(able[:places])
        idle = tuple(pk for pk in order if pk not in serving)
        # When everybody serves, the next stands first: who has one resident more moves on.
        moved = serving[1:] + serving[:1] if len(serving) == len(able) else serving
        return Turn(order, serving, served, idle + moved)

    def _dates(self, first: date, last: date) -> list[tuple[Rule, date]]:
        plan = self._plan
        return [
            (rule, day)
            for rule in plan.rules
            for day in planned_dates(rule, first, last)
            if plan.runs_on(rule, day)
        ]

    def _members(
        self, order: tuple[int, ...], dates: Sequence[tuple[Rule, date]]
    ) -> tuple[int, ...]:
        """Let those who have left drop out and those who have come join at the end."""
        here = {
            m.person_id: m
            for m in self._plan.helpers
            if any(m.belongs_on(day) for _rule, day in dates)
        }
        new = [m for pk, m in here.items() if pk not in order]
        if order:
            new.sort(key=lambda m: (m.valid_from, m.position, m.person_id))
        return (*(pk for pk in order if pk in here), *(m.person_id for m in new))

    def _is_able(self, person_id: int, dates: Sequence[tuple[Rule, date]]) -> bool:
        """Tell whether there is a date of the turn that the helper belongs on and can serve."""
        facts = self._plan.helper_facts(person_id)
        rows = [m for m in self._plan.helpers if m.person_id == person_id]
        for rule, day in dates:
            hour = None if rule.span == WEEK else rule.wall_time
            belongs = any(m.belongs_on(day) for m in rows)
            if belongs and not facts.bar_throughout(window_of(rule.span, day), hour):
                return True
        return False
