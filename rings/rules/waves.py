"""How a request is offered: some people at a time, by day, until it is time to ring round. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import ceil

from directory.localtime import instant, local_date
from rings.rules.open_hours import DAYTIME

# The daytime that the office needs for ringing round before the hour of the request.
NEEDED_LEAD = timedelta(hours=2)
SHORTEST_WAVE = timedelta(minutes=15)

SPENT, NOBODY, TOO_LATE = "spent", "nobody", "too_late"


@dataclass(frozen=True)
class Policy:
    """How an association asks: see `rings.models.OfferPolicy`. Minutes, local days, kilometres."""

    wave_size: int = 5
    wave_minutes: int = 60
    most_waves: int = 8
    most_a_day: int = 2
    most_a_week: int = 5
    quiet_days: int = 2
    radius_km: int = 30


@dataclass(frozen=True)
class Ask:
    """Ask these people now, in this order; they may answer until `closes_at`."""

    people: tuple[int, ...]
    closes_at: datetime


@dataclass(frozen=True)
class Wait:
    """Look again at `until`: it is night, or whoever is left has been asked enough today."""

    until: datetime


@dataclass(frozen=True)
class RingRound:
    """Texts will not do: the office rings round. `because`: spent, nobody or too_late."""

    because: str


Next = Ask | Wait | RingRound


def ring_round_at(starts_at: datetime) -> datetime:
    """Return when the office must have the list at the latest, if nobody has said yes."""
    return DAYTIME.before(starts_at, NEEDED_LEAD)


def look_at(wished: datetime, starts_at: datetime, now: datetime) -> datetime:
    """Return when to look next at a request: as `wished`, but in time for the office to ring round."""
    return min(wished, max(ring_round_at(starts_at), now))


def next_wave(
    ranked: Sequence[int],
    *,
    asked_waves: int,
    resting: bool,
    policy: Policy,
    starts_at: datetime,
    now: datetime,
) -> Next:
    """Return what to do next for a request that nobody has taken.

    `ranked`: who may be asked now, best first. `resting`: somebody else could be asked another day.
    """
    left = DAYTIME.between(now, ring_round_at(starts_at))
    if left < SHORTEST_WAVE:
        return RingRound(TOO_LATE)
    if asked_waves >= policy.most_waves:
        return RingRound(SPENT)
    if not ranked:
        return _without_anybody(asked_waves, resting, starts_at, now)
    opens = DAYTIME.after(now)
    if opens > now:
        return Wait(opens)
    waves = min(policy.most_waves - asked_waves, ceil(len(ranked) / policy.wave_size))
    length = min(timedelta(minutes=policy.wave_minutes), max(SHORTEST_WAVE, left / waves))
    return Ask(tuple(ranked[: policy.wave_size]), DAYTIME.after(now, length))


def _without_anybody(asked_waves: int, resting: bool, starts_at: datetime, now: datetime) -> Next:
    """Nobody can be asked now: tomorrow perhaps, while that leaves time for a wave."""
    tomorrow = DAYTIME.after(instant(local_date(now) + timedelta(days=1), time(0)))
    in_time = DAYTIME.between(tomorrow, ring_round_at(starts_at)) >= SHORTEST_WAVE
    if resting and in_time:
        return Wait(tomorrow)
    return RingRound(SPENT if asked_waves else NOBODY)
