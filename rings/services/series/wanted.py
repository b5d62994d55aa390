"""What the plans of some rings ask for, by key, with the instants it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from directory.localtime import instant
from rings.models import Ring
from rings.rules.asked import Due
from rings.rules.due import dues_between
from rings.rules.plan import RingPlan
from rings.rules.schedule import WEEK
from rings.rules.times import ends_of, first_due_at

# A ring, the local date, the receiver, the round: what the database holds to be unique.
Key = tuple[int, date, int, int]

_instant = lru_cache(maxsize=2**15)(instant)
_ends_of = lru_cache(maxsize=2**15)(ends_of)


@dataclass(frozen=True, slots=True)
class Planned:
    """A due of the plan on its date, with the instants it comes to."""

    due: Due
    day: date
    starts_at: datetime
    ends_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class Wanted:
    """What the plans ask for by key, and what they skip; nothing whose hour is past."""

    dues: dict[Key, Planned] = field(default_factory=dict)
    skipped: dict[Key, Due] = field(default_factory=dict)
    # Due at an hour that is past: what was planned for a later hour of the day stays as it was.
    gone_by: set[Key] = field(default_factory=set)


def wanted_of(
    rings: Sequence[Ring], plans: Mapping[int, RingPlan], first: date, last: date, now: datetime
) -> Wanted:
    """Return what `plans` ask for from the local date `first` to `last`, as far as it is still to come."""
    wanted = Wanted()
    for ring in rings:
        for day, dues in dues_between(plans[ring.pk], first, last):
            for due in dues:
                _sort_in(wanted, ring, day, due, now)
    return wanted


def _sort_in(wanted: Wanted, ring: Ring, day: date, due: Due, now: datetime) -> None:
    key = (ring.pk, day, due.receiver_id, due.round)
    if due.skipped:
        wanted.skipped[key] = due
        return
    planned = planned_for(ring, day, due, now)
    if planned.starts_at > now:
        wanted.dues[key] = planned
    else:
        wanted.gone_by.add(key)


def planned_for(ring: Ring, day: date, due: Due, now: datetime) -> Planned:
    """Return `due` on `day` with its instants."""
    starts_at = _instant(day, due.wall_time, due.zone)
    return Planned(
        due,
        day,
        starts_at,
        _ends_of(day, starts_at, ring.slot_minutes, due.span, due.zone),
        first_due_at(
            starts_at,
            0 if due.span == WEEK else ring.remind_minutes_before,
            has_helper=due.helper_id is not None,
            now=now,
        ),
    )
