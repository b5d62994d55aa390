"""An invented country as columns: residents and volunteers in villages, and the nearest as candidates."""

import numpy as np
from numpy.random import Generator

from volunteers.matching.columns import (
    UNKNOWN,
    Bits,
    Facts,
    Ints,
    Pairs,
    Policies,
    Residents,
    Volunteers,
    slots,
)
from volunteers.models import MatchPolicy

CANDIDATES = 60
# A village for so many residents; homes lie within a few kilometres of its middle, villages this far apart.
RESIDENTS_A_VILLAGE, VILLAGE_KM, APART_KM = 40, 3.0, 13.0
TONGUES = [0.85, 0.1, 0.05]
HALF_DAYS = (slots(8 * 60, 12 * 60), slots(12 * 60, 16 * 60), slots(16 * 60, 20 * 60))


def invented_facts(residents: int, volunteers: int, seed: int = 0) -> Facts:
    """Return the facts of so many people, with the volunteers who live nearest to each resident as candidates."""
    draw = np.random.default_rng(seed)
    count = max(residents // RESIDENTS_A_VILLAGE, 1)
    villages = draw.random((count, 2)) * APART_KM * count**0.5
    homes = _homes(residents, villages, draw), _homes(volunteers, villages, draw)
    pairs = _nearest(*homes, draw)
    return Facts(_residents(residents, draw), _volunteers(volunteers, draw), pairs, policies())


def policies() -> Policies:
    """Return the way of matching that holds where nobody has chosen another."""
    usual = MatchPolicy()
    return Policies(
        **{name: np.array([getattr(usual, name)]) for name in Policies.__dataclass_fields__}
    )


def _homes(count: int, villages: np.ndarray, draw: Generator) -> np.ndarray:
    middles = villages[draw.integers(0, len(villages), count)]
    return middles + draw.normal(0, VILLAGE_KM, (count, 2))


def _nearest(homes: np.ndarray, others: np.ndarray, draw: Generator) -> Pairs:
    """Pair each resident with the nearest volunteers."""
    each = min(CANDIDATES, len(others))
    v = np.concatenate([_nearest_to(part, others, each) for part in np.array_split(homes, 50)])
    r = np.repeat(np.arange(len(homes)), each)
    km = (1.3 * np.linalg.norm(homes[r] - others[v], axis=1)).astype(np.float32)
    km[draw.random(len(km)) < 0.02] = np.nan
    planned = np.zeros(len(r), np.bool_)
    planned[np.arange(len(homes)) * each] = draw.random(len(homes)) < 0.3
    return Pairs(
        r=r,
        v=v,
        km=km,
        known=np.where(planned, 3.0, draw.random(len(r)) < 0.02).astype(np.float32),
        together=draw.random(len(r)) < 0.01,
        apart=(draw.random(len(r)) < 0.01) & ~planned,
        planned=planned,
        busy=draw.random(len(r)) < 0.05,
        same_home=draw.random(len(r)) < 0.001,
    )


def _nearest_to(homes: np.ndarray, others: np.ndarray, each: int) -> Ints:
    far = ((homes[:, None, :] - others[None, :, :]) ** 2).sum(axis=2)
    nearest: Ints = np.argpartition(far, each - 1, axis=1)[:, :each].ravel()
    return nearest


def _residents(count: int, draw: Generator) -> Residents:
    starts = draw.choice([UNKNOWN, 9 * 60, 13 * 60], count, p=[0.7, 0.15, 0.15])
    return Residents(
        id=1 + draw.permutation(count),
        language=draw.choice(3, count, p=TONGUES),
        other_languages=_sets(count, 3, 0.1, draw),
        wished_gender=draw.choice(3, count, p=[0.95, 0.04, 0.01]),
        home=_sets(count, 4, 0.1, draw),
        interests=_sets(count, 20, 0.15, draw),
        kind_bits=np.full(count, 2, np.uint64),
        hour_from=starts,
        hour_until=np.where(starts == UNKNOWN, UNKNOWN, starts + 60),
        weekdays=np.uint64(1) << draw.integers(0, 7, count, np.uint64),
        wait_days=draw.integers(0, 200, count),
        is_visit=np.full(count, fill_value=True),
        policy=np.zeros(count, np.int64),
    )


def _volunteers(count: int, draw: Generator) -> Volunteers:
    capacity = draw.integers(3, 9, count)
    return Volunteers(
        id=1_000_000 + draw.permutation(count),
        language=draw.choice(3, count, p=TONGUES),
        other_languages=_sets(count, 3, 0.3, draw),
        gender=draw.choice(4, count, p=[0.1, 0.65, 0.24, 0.01]),
        avoids=_sets(count, 4, 0.05, draw),
        interests=_sets(count, 20, 0.15, draw),
        kinds=_sets(count, 4, 0.9, draw),
        radius_km=draw.choice([20, 30, 40], count),
        capacity=capacity,
        load=draw.integers(0, 3, count).clip(max=capacity),
        days_busy=draw.integers(0, 5, count),
        most_days=np.full(count, 5),
        last_asked_days=draw.integers(-1, 200, count),
        unfit=draw.choice([0, 4, 5, 6], count, p=[0.95, 0.02, 0.01, 0.02]),
        lapsed=draw.random(count) < 0.03,
        away=draw.random(count) < 0.03,
        free=_free(count, draw),
        in_words=draw.random(count) < 0.1,
        policy=np.zeros(count, np.int64),
    )


def _sets(count: int, codes: int, share: float, draw: Generator) -> Bits:
    """Return sets in which each of `codes` is with the probability `share`."""
    has = draw.random((count, codes)) < share
    sets: Bits = (has * (np.uint64(1) << np.arange(codes, dtype=np.uint64))).sum(
        axis=1, dtype=np.uint64
    )
    return sets


def _free(count: int, draw: Generator) -> Bits:
    """Return weekly free half days; of a third of the volunteers nothing is known."""
    halves = np.array(HALF_DAYS, np.uint64)
    free: Bits = (halves * (draw.random((count, 7, 3)) < 0.8)).sum(axis=2, dtype=np.uint64)
    free[draw.random(count) < 0.33] = 0
    return free
