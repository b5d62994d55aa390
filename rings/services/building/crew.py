"""Which helpers suit everybody of a ring, by the rules of matching; and on which weekdays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

import numpy as np

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.models import Ring
from rings.rules.crew import choose_helpers, days_for_all, fitting
from rings.services.building.waiting import WaitingRow
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import read_sides
from rings.services.matching.pairs import Judged, judge
from rings.services.matching.sides import CALL_MINUTES, minutes_of
from rings.services.matching.suggest import helpers_for
from volunteers.matching.columns import UNKNOWN, Bools, Facts, Ints
from volunteers.matching.gates import GATES
from volunteers.matching.hours import is_never_free
from volunteers.matching.score import total
from volunteers.models import Volunteer

# Where nobody has wished for an hour.
USUAL_HOUR = {Ring.Kind.CALL: time(9), Ring.Kind.VISIT: time(13)}
# A ring that nobody asked to have at weekends runs from Monday to Friday.
WORKDAYS = range(5)
# One helper need not have time for all hours of a ring: others of it take those turns.
_NOT_FREE = np.uint32(1 << [rule.name for rule in GATES].index("not_free"))


@dataclass(frozen=True)
class Crew:
    """Residents `rows` and helpers by the rules. `may`, `points`: of shape (residents, helpers)."""

    kind: str
    rows: Sequence[WaitingRow]
    judged: Judged
    may: Bools
    points: Ints

    def together(self, size: int) -> list[WaitingRow]:
        """Return at most `size` residents, the first ones first, whom helpers enough suit all together."""
        return [self.rows[row] for row in fitting(self.may, self._room, size)]

    def helpers(self, chosen: Sequence[WaitingRow]) -> list[Person]:
        """Return so many helpers who suit all of `chosen` as their number asks for, the best first."""
        here = self._rows_of(chosen)
        suits = np.flatnonzero(self.may[here].all(axis=0))
        able = self._able(chosen)[:, :, suits]
        points = self.points[here][:, suits].sum(axis=0)
        best = suits[choose_helpers(able, points, self._room[suits])]
        ids = self.judged.facts.volunteers.id[best].tolist()
        people = Person.objects.in_bulk(ids)
        return [people[pk] for pk in ids]

    def hour(self, chosen: Sequence[WaitingRow]) -> time:
        """Return the hour for which most of `chosen` wish, of equals the earliest; of visits the usual one."""
        wished = Counter(row.hour for row in chosen if row.hour and self.kind == Ring.Kind.CALL)
        if not wished:
            return USUAL_HOUR[Ring.Kind(self.kind)]
        return min(wished, key=lambda hour: (-wished[hour], hour))

    def weekdays(self, chosen: Sequence[WaitingRow], helpers: Sequence[Person]) -> list[int]:
        """Return the weekdays, 0 Monday, on which most of `chosen` have one of `helpers`."""
        ids = self.judged.facts.volunteers.id
        rows = np.flatnonzero(np.isin(ids, [helper.pk for helper in helpers]))
        return days_for_all(self._able(chosen), rows.tolist())

    @property
    def _room(self) -> Ints:
        volunteers = self.judged.facts.volunteers
        room: Ints = (volunteers.capacity - volunteers.load).clip(0)
        return room

    def _rows_of(self, chosen: Sequence[WaitingRow]) -> list[int]:
        ids = {row.person.pk for row in chosen}
        return [place for place, row in enumerate(self.rows) if row.person.pk in ids]

    def _able(self, chosen: Sequence[WaitingRow]) -> Bools:
        """Return on which workday each of `chosen` can be served by whom: (days, residents, helpers)."""
        facts, hour = self.judged.facts, minutes_of(self.hour(chosen))
        own = facts.residents.hour_from
        starts = np.where(own == UNKNOWN, hour, own)
        residents = replace(facts.residents, hour_from=starts, hour_until=starts + CALL_MINUTES)
        able = [self._free_on(replace(facts, residents=residents), day) for day in WORKDAYS]
        of_chosen: Bools = np.stack(able)[:, self._rows_of(chosen)]
        return of_chosen

    def _free_on(self, facts: Facts, day: int) -> Bools:
        bit = np.full(len(facts.residents), 1 << day, np.uint64)
        on_day = replace(facts, residents=replace(facts.residents, weekdays=bit))
        free: Bools = ~_square(facts, is_never_free(on_day), self.rows)
        return free & self.may


def find_crew(
    kind: str,
    rows: Sequence[WaitingRow],
    place: Municipality,
    office: Association,
    *,
    scope: Scope,
    now: datetime,
) -> Crew:
    """Return what the rules of matching say of `rows` and the active volunteers who could help in `place`."""
    residents = Person.objects.filter(pk__in=[row.person.pk for row in rows])
    volunteers = helpers_for(place, scope).filter(volunteer__state=Volunteer.State.ACTIVE)
    sides = read_sides(residents, volunteers, Ask(kind, policy_of(office), now))
    judged = judge(sides, sides.all_pairs())
    may = ((judged.hard & ~_NOT_FREE) | judged.soft) == 0
    facts = judged.facts
    return Crew(kind, rows, judged, _square(facts, may, rows), _square(facts, total(facts), rows))


def _square(facts: Facts, column: Any, rows: Sequence[WaitingRow]) -> Any:
    """Return a column of all pairs as a table: residents in the order of `rows`, helpers in theirs."""
    by_id = column.reshape(len(facts.residents), len(facts.volunteers))
    return by_id[np.searchsorted(facts.residents.id, [row.person.pk for row in rows])]
