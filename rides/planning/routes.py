"""The runs that the search works on, and what it keeps of each to judge insertions quickly."""

from typing import NamedTuple

import numpy as np

from rides.planning.comfort import aboard_minutes, comfortable
from rides.planning.compiled import compiled, inner
from rides.planning.day import Floats
from rides.planning.problem import Ints, Problem
from rides.planning.times import earliest, latest


class Runs(NamedTuple):
    """Shapes: m vehicles, W positions, K kinds of load, n trips. Position 0 is the start, size-1 the end."""

    seq: Ints  # [m, W] nodes
    size: Ints  # [m]
    soon: Floats  # [m, W] earliest times
    last: Floats  # [m, W] latest times
    load: Ints  # [m, W, K] on leaving
    riders: Ints  # [m, W] trips aboard on leaving
    mate: Ints  # [m, W] where the rider who gets off got on, -1
    where: Ints  # [n] the vehicle of a trip, -1: none
    km: Floats  # [m]
    cost: Floats  # [m]


@compiled
def empty_runs(p: Problem) -> Runs:
    """Return runs that go from their starts to their ends and drive nobody."""
    m, n, kinds = len(p.start), len(p.direct), p.room.shape[1]
    wide = 2 * n + 2
    seq = np.zeros((m, wide), np.int64)
    for v in range(m):
        seq[v, 0], seq[v, 1] = p.start[v], p.end[v]
    return Runs(
        seq,
        np.full(m, 2, np.int64),
        np.zeros((m, wide)),
        np.zeros((m, wide)),
        np.zeros((m, wide, kinds), np.int64),
        np.zeros((m, wide), np.int64),
        np.full((m, wide), -1, np.int64),
        np.full(n, -1, np.int64),
        np.zeros(m),
        np.zeros(m),
    )


@inner
def copy_run(source: Runs, target: Runs, v: int) -> None:
    """Copy all that is kept of one run, but not `where`."""
    size = source.size[v]
    target.seq[v, :size] = source.seq[v, :size]
    target.soon[v, :size] = source.soon[v, :size]
    target.last[v, :size] = source.last[v, :size]
    target.load[v, :size] = source.load[v, :size]
    target.riders[v, :size] = source.riders[v, :size]
    target.mate[v, :size] = source.mate[v, :size]
    target.size[v], target.km[v], target.cost[v] = size, source.km[v], source.cost[v]


@compiled
def copy_runs(source: Runs, target: Runs) -> None:
    """Copy everything."""
    for v in range(len(source.size)):
        copy_run(source, target, v)
    target.where[:] = source.where


@inner
def _mates(p: Problem, s: Runs, v: int) -> None:
    n = len(p.direct)
    for k in range(1, s.size[v] - 1):
        s.mate[v, k] = -1
        node = s.seq[v, k]
        if node >= n:
            for j in range(k - 1, 0, -1):
                if s.seq[v, j] == node - n:
                    s.mate[v, k] = j
                    break


@inner
def _loads(p: Problem, s: Runs, v: int) -> bool:
    n, fits = len(p.direct), True
    s.riders[v, 0] = 0
    for k in range(1, s.size[v] - 1):
        if s.seq[v, k] >= n and s.mate[v, k] < 0:
            s.riders[v, 0] += 1
    for kind in range(p.room.shape[1]):
        s.load[v, 0, kind] = p.first_load[v, kind]
    for k in range(1, s.size[v] - 1):
        node = s.seq[v, k]
        s.riders[v, k] = s.riders[v, k - 1] + (1 if node < n else -1)
        for kind in range(p.room.shape[1]):
            s.load[v, k, kind] = s.load[v, k - 1, kind] + p.load[node, kind]
            fits = fits and s.load[v, k, kind] <= p.room[v, kind]
    return fits


@compiled
def price(p: Problem, s: Runs, v: int) -> None:
    """Work out what a fresh run costs: by its most comfortable timetable, where comfort counts."""
    n, size, nodes, fees = len(p.direct), s.size[v], s.seq[v], 0.0
    for k in range(1, size):
        if nodes[k] < n:
            fees += p.fee[v, nodes[k]]
    s.cost[v] = p.km_cost * s.km[v] + fees
    if p.ride_cost > 0 and size > 2:
        times, since = np.empty(size), p.clock.opens[v]
        comfortable(p.clock, v, nodes, size, s.mate[v], times)
        s.cost[v] += p.ride_cost * aboard_minutes(p.direct, since, nodes, size, s.mate[v], times)


@compiled
def refresh(p: Problem, s: Runs, v: int) -> bool:
    """Work out all that is kept of a run whose stops have changed, but its cost.

    Return whether times, loads and kilometres can be held.
    """
    _mates(p, s, v)
    size = s.size[v]
    if not _loads(p, s, v) or not earliest(p.clock, v, s.seq[v], size, s.mate[v], s.soon[v]):
        return False
    latest(p.clock, v, s.seq[v], size, s.mate[v], s.last[v])
    s.km[v] = p.idle_km[v] if size == 2 else 0.0
    for k in range(1, size if size > 2 else 0):
        s.km[v] += p.km[s.seq[v, k - 1], s.seq[v, k]]
    return bool(s.km[v] <= p.most_km[v] + 1e-9)


@inner
def put(p: Problem, s: Runs, v: int, i: int, a: int, b: int) -> None:
    """Put trip `i` into a run: the pickup after position `a`, the drop-off after `b` of the run before."""
    size, seq = s.size[v], s.seq[v]
    for k in range(size - 1, b, -1):
        seq[k + 2] = seq[k]
    seq[b + 2] = len(p.direct) + i
    for k in range(b, a, -1):
        seq[k + 1] = seq[k]
    seq[a + 1] = i
    s.size[v] = size + 2
    s.where[i] = v


@inner
def drop(p: Problem, s: Runs, i: int) -> int:
    """Take trip `i` out of its run, which is to be refreshed; return the vehicle."""
    v, n, k = s.where[i], len(p.direct), 0
    for old in range(s.size[v]):
        node = s.seq[v, old]
        if node not in (i, n + i):
            s.seq[v, k] = node
            k += 1
    s.size[v], s.where[i] = k, -1
    return int(v)


@compiled
def total(p: Problem, s: Runs) -> float:
    """Return the cost of all runs and of what is not driven."""
    cost = s.cost.sum()
    for i in range(len(p.direct)):
        if s.where[i] < 0 and p.free[i]:
            cost += p.missing[i]
        j = p.pair[i]
        if j > i and s.where[i] >= 0 and s.where[j] >= 0 and s.where[i] != s.where[j]:
            cost += max(p.together[i], p.together[j])
    return float(cost)
