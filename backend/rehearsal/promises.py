"""What the plans promise, worked out here and not by the generator, so that each can catch the other.

Written plainly on purpose: nothing is shared with `rings.rules` but the tables.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

CALLED, BOTH = "resident", "both"
JUNE, FRIDAY, MIDSUMMER_EVES = 6, 4, range(19, 26)
FIXED_EVES = {(12, 31), (4, 30), (12, 24)}

Key = tuple[int, date, int, int]


@dataclass(frozen=True)
class RuleFacts:
    """One row of a schedule, as it stands in the table. Weekdays count from 0, Monday."""

    round: int
    weekdays: frozenset[int]
    interval_weeks: int
    anchor: date
    wall_time: time
    zone: str
    holidays: str
    first: date
    last: date | None


@dataclass(frozen=True)
class MemberFacts:
    """One membership, as it stands in the table."""

    person_id: int
    role: str
    wall_time: time | None
    first: date
    last: date | None


@dataclass(frozen=True)
class RingFacts:
    """A running ring."""

    ring_id: int
    rules: tuple[RuleFacts, ...]
    members: tuple[MemberFacts, ...]


@dataclass(frozen=True)
class Promise:
    """Somebody is to be called or visited at a wall time, which comes to an instant (UTC)."""

    ring_id: int
    day: date
    person_id: int
    round: int
    wall_time: time
    instant: datetime

    @property
    def key(self) -> Key:
        """Return what may exist once only: ring, local date, resident and round."""
        return self.ring_id, self.day, self.person_id, self.round


def promises(
    rings: Iterable[RingFacts],
    first: date,
    days: int,
    is_away: Callable[[int, date], bool],
) -> dict[Key, Promise]:
    """Return everything that `rings` promise on `days` local dates from `first`.

    Of two rules for the same time of the same day the first in the ring's order counts.
    """
    found: dict[Key, Promise] = {}
    for ring in rings:
        for rule in ring.rules:
            for day in (first + timedelta(days=n) for n in range(days)):
                if _runs(rule, day):
                    for promise in _on(ring, rule, day, is_away):
                        found.setdefault(promise.key, promise)
    return found


def instant(day: date, wall_time: time, zone: str) -> datetime:
    """Return the instant (UTC) at which clocks in `zone` show `wall_time` on `day`.

    In spring the hour that does not exist counts on from the old time (03:30 is 04:30), in autumn the
    first of the two hours is meant: both are what fold 0 says (PEP 495).
    """
    return datetime.combine(day, wall_time, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _on(
    ring: RingFacts, rule: RuleFacts, day: date, is_away: Callable[[int, date], bool]
) -> Iterator[Promise]:
    for member in ring.members:
        belongs = member.first <= day and (member.last is None or day <= member.last)
        if member.role in {CALLED, BOTH} and belongs and not is_away(member.person_id, day):
            hour = member.wall_time or rule.wall_time
            yield Promise(
                ring.ring_id,
                day,
                member.person_id,
                rule.round,
                hour,
                instant(day, hour, rule.zone),
            )


def _runs(rule: RuleFacts, day: date) -> bool:
    if day < rule.first or (rule.last is not None and day > rule.last):
        return False
    monday = rule.anchor - timedelta(days=rule.anchor.weekday())
    weeks = (day - monday).days // 7
    if day.weekday() not in rule.weekdays or weeks % rule.interval_weeks:
        return False
    if rule.holidays == "run":
        return True
    return not _is_holiday(day) and not (rule.holidays == "skip_eves" and _is_eve(day))


def _is_holiday(day: date) -> bool:
    return day in holidays.country_holidays("FI", years=day.year) and not _is_eve(day)


def _is_eve(day: date) -> bool:
    """Tell whether `day` is the eve of New Year, May Day, Midsummer (a Friday) or Christmas."""
    midsummer = day.month == JUNE and day.weekday() == FRIDAY and day.day in MIDSUMMER_EVES
    return midsummer or (day.month, day.day) in FIXED_EVES
