"""Every good run that the search has met, once for each set of trips and kind of vehicle: to be recombined."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rides.planning.compiled import inner
from rides.planning.day import Floats
from rides.planning.problem import Ints, Problem
from rides.planning.routes import Runs

MOST_RUNS = 1 << 17
SLOTS = 1 << 19
MOST_STOPS = 1 << 22


class Pool(NamedTuple):
    """Up to MOST_RUNS runs; `slot` is a table by hash of where each stands, -1: nowhere."""

    sign: NDArray[np.uint64]  # [n + m] a random number for each trip and kind
    slot: Ints  # [SLOTS]
    mark: NDArray[np.uint64]  # [MOST_RUNS] the hash of the set
    first: Ints  # [MOST_RUNS + 1] where its stops begin
    stops: NDArray[np.int16]  # nodes without start and end
    kind: Ints
    cost: Floats
    within: Floats  # the cheapest plan that it was part of
    filled: Ints  # [1] how many


@inner
def new_pool(p: Problem) -> Pool:
    """Return an empty pool."""
    many = len(p.direct) + len(p.start)
    sign = np.empty(many, np.uint64)
    for i in range(many):
        sign[i] = np.uint64(np.random.randint(1, 1 << 62))
    return Pool(
        sign,
        np.full(SLOTS, -1, np.int64),
        np.empty(MOST_RUNS, np.uint64),
        np.zeros(MOST_RUNS + 1, np.int64),
        np.empty(MOST_STOPS, np.int16),
        np.empty(MOST_RUNS, np.int64),
        np.empty(MOST_RUNS),
        np.empty(MOST_RUNS),
        np.zeros(1, np.int64),
    )


@inner
def _mark(p: Problem, s: Runs, pool: Pool, v: int) -> np.uint64:
    n = len(p.direct)
    mark = pool.sign[n + p.kind[v]]
    for k in range(1, s.size[v] - 1):
        if s.seq[v, k] >= n:
            mark ^= pool.sign[s.seq[v, k] - n]
    return np.uint64(mark)


@inner
def _find(pool: Pool, mark: np.uint64) -> int:
    """Return the slot where the mark is or would be."""
    slot = np.int64(mark % np.uint64(SLOTS))
    while pool.slot[slot] >= 0 and pool.mark[pool.slot[slot]] != mark:
        slot = (slot + 1) % SLOTS
    return int(slot)


@inner
def remember(p: Problem, s: Runs, pool: Pool, v: int, within: float) -> None:
    """Keep run `v` of a plan of that cost: the cheapest order of its trips; nothing when the pool is full."""
    stops = s.size[v] - 2
    if stops == 0:
        return
    mark = _mark(p, s, pool, v)
    slot = _find(pool, mark)
    at = pool.slot[slot]
    if at < 0:
        at = pool.filled[0]
        if at >= MOST_RUNS or pool.first[at] + stops > MOST_STOPS:
            return
        pool.slot[slot], pool.mark[at], pool.kind[at] = at, mark, p.kind[v]
        pool.first[at + 1] = pool.first[at] + stops
        pool.cost[at] = pool.within[at] = np.inf
        pool.filled[0] += 1
    pool.within[at] = min(pool.within[at], within)
    if s.cost[v] < pool.cost[at] - 1e-9:
        pool.cost[at] = s.cost[v]
        first = pool.first[at]
        for k in range(stops):
            pool.stops[first + k] = s.seq[v, k + 1]
