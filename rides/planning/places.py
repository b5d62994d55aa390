"""The best place of one trip in one run: every pair of positions, pruned by times, then proved by cost.

Bounds from the earliest and latest times of the run without the trip leave few pairs; they are proved with the
exact timetable, the cheapest first, so that one or two proofs are enough.
"""

from typing import NamedTuple

import numpy as np

from rides.planning.compiled import inlined, inner
from rides.planning.day import Floats
from rides.planning.problem import Clock, Ints, Problem
from rides.planning.routes import Runs
from rides.planning.times import EPS, settle


class Desk(NamedTuple):
    """Room to try insertions in, so that nothing is allocated: W positions of a run, candidates for W * W / 2."""

    nodes: Ints
    mate: Ints
    times: Floats
    cost: Floats
    a: Ints
    b: Ints


@inner
def new_desk(p: Problem) -> Desk:
    """Return an empty desk."""
    wide = 2 * len(p.direct) + 2
    pairs = wide * (wide + 1) // 2
    return Desk(
        np.empty(wide, np.int64),
        np.empty(wide, np.int64),
        np.empty(wide),
        np.empty(pairs),
        np.empty(pairs, np.int64),
        np.empty(pairs, np.int64),
    )


@inlined
def lay_out(s: Runs, d: Desk, c: Clock, v: int, i: int, a: int, b: int) -> None:
    """Write the run with trip `i` in it to the desk, its times as far as ways and windows go."""
    seq, mate, soon, size = s.seq[v], s.mate[v], s.soon[v], s.size[v]
    desk_nodes, desk_mate, times = d.nodes, d.mate, d.times
    for k in range(a + 1):
        desk_nodes[k], desk_mate[k], times[k] = seq[k], mate[k], soon[k]
    desk_nodes[a + 1], desk_mate[a + 1], times[a + 1] = i, -1, c.early[i]
    for k in range(a + 1, b + 1):
        desk_nodes[k + 1], times[k + 1] = seq[k], soon[k]
        desk_mate[k + 1] = mate[k] + 1 if mate[k] > a else mate[k]
    drop = len(c.ride) + i
    desk_nodes[b + 2], desk_mate[b + 2], times[b + 2] = drop, a + 1, c.early[drop]
    for k in range(b + 1, size):
        desk_nodes[k + 2], times[k + 2] = seq[k], soon[k]
        desk_mate[k + 2] = mate[k] + 2 if mate[k] > b else mate[k] + 1 if mate[k] > a else mate[k]
    for k in range(a + 1, size + 2):
        least = times[k - 1] + c.way[desk_nodes[k - 1], desk_nodes[k]]
        if least > times[k]:
            times[k] = least
        elif k > b + 2:
            break


@inner
def fits(p: Problem, s: Runs, d: Desk, v: int, i: int, a: int, b: int) -> bool:
    """Tell whether the run keeps all limits of time with trip `i` picked up after `a` and dropped after `b`."""
    size, c = s.size[v], p.clock
    lay_out(s, d, c, v, i, a, b)
    return settle(c, v, d.nodes, size + 2, d.mate, d.times)


@inner
def clashes(p: Problem, s: Runs, v: int, i: int, a: int, b: int) -> bool:
    """Tell whether trip `i` would be aboard together with somebody it is to be kept apart from."""
    n = len(p.direct)
    for k in range(1, s.size[v] - 1):
        node = s.seq[v, k]
        if node >= n and p.apart[i, node - n] and k > a and s.mate[v, k] <= b:
            return True
    return False


@inlined
def _room(p: Problem, s: Runs, v: int, i: int, k: int) -> bool:
    fits = True
    for kind in range(p.room.shape[1]):
        fits = fits and s.load[v, k, kind] + p.load[i, kind] <= p.room[v, kind]
    return fits


@inlined
def _list_drops(
    p: Problem, s: Runs, d: Desk, v: int, i: int, a: int, count: int, most: float
) -> int:
    """Add the drop-offs that may follow a pickup after `a` to the candidates; return how many there are now."""
    seq, c, km = s.seq[v], p.clock, p.km
    x, y, drop = seq[a], seq[a + 1], len(p.direct) + i
    way = s.km[v] if s.size[v] > 2 else km[p.start[v], p.end[v]]
    spare = p.most_km[v] - way + EPS
    soon = max(c.early[i], s.soon[v, a] + c.way[x, i])
    far = km[x, i] + km[i, drop] + km[drop, y] - km[x, y]
    more = c.way[x, i] + c.way[i, drop] + c.way[drop, y] - c.way[x, y]
    cost = p.km_cost * far + p.ride_cost * s.riders[v, a] * more
    back = max(c.early[drop], soon + c.way[i, drop]) + c.way[drop, y]
    if cost < most and far <= spare and back <= s.last[v, a + 1] + EPS:
        d.cost[count], d.a[count], d.b[count] = cost, a, a
        count += 1
    latest_pickup = min(c.late[i], s.last[v, a + 1] - c.way[i, y])
    base = km[x, i] + km[i, y] - km[x, y]
    cost_base = p.km_cost * base
    cost_base += p.ride_cost * s.riders[v, a] * (c.way[x, i] + c.way[i, y] - c.way[x, y])
    chain = c.way[i, y]
    time = soon + chain
    for b in range(a + 1, s.size[v] - 1):
        u, w = seq[b], seq[b + 1]
        time = max(time, s.soon[v, b])
        if cost_base >= most or time > s.last[v, b] + EPS or not _room(p, s, v, i, b):
            break
        there, ride = time + c.way[u, drop], chain + c.way[u, drop]
        if max(there - latest_pickup, ride) > c.ride[i] + EPS or there > c.late[drop] + EPS:
            break
        far = base + km[u, drop] + km[drop, w] - km[u, w]
        more = c.way[u, drop] + c.way[drop, w] - c.way[u, w]
        cost = cost_base + p.km_cost * (far - base)
        cost += p.ride_cost * (s.riders[v, b] * more + ride - p.direct[i])
        back = max(there, c.early[drop]) + c.way[drop, w]
        if cost < most and far <= spare and back <= s.last[v, b + 1] + EPS:
            d.cost[count], d.a[count], d.b[count] = cost, a, b
            count += 1
        time, chain = time + c.way[u, w], chain + c.way[u, w]
    return count


@inner
def candidates(p: Problem, s: Runs, d: Desk, v: int, i: int, most: float) -> int:
    """Write the pairs of positions that bounds leave to the desk; return how many."""
    count, c = 0, p.clock
    for a in range(s.size[v] - 1):
        x, y = s.seq[v, a], s.seq[v, a + 1]
        there = max(c.early[i], s.soon[v, a] + c.way[x, i])
        if there > c.late[i] + EPS:
            break
        if there + c.way[i, y] <= s.last[v, a + 1] + EPS and _room(p, s, v, i, a):
            count = _list_drops(p, s, d, v, i, a, count, most)
    return count


@inner
def fixed_cost(p: Problem, s: Runs, v: int, i: int) -> float:
    """Return what it costs that vehicle `v` takes trip `i` at all, wherever."""
    fee = p.fee[v, i]
    if s.size[v] == 2:
        fee += p.km_cost * (p.km[p.start[v], p.end[v]] - p.idle_km[v])
    j = p.pair[i]
    if j >= 0 and s.where[j] >= 0 and s.where[j] != v:
        fee += max(p.together[i], p.together[j])
    return float(fee)


@inner
def best_place(
    p: Problem, s: Runs, d: Desk, v: int, i: int, most: float, blink: float
) -> tuple[float, int, int]:
    """Return (cost, a, b) of the best place of trip `i` in run `v` that costs less than `most`, else a = -1.

    `blink`: how likely it is to overlook a place. The cost counts the riders' way, not their waiting aboard,
    which only the timetable of the whole run tells.
    """
    fee = fixed_cost(p, s, v, i)
    count = candidates(p, s, d, v, i, most - fee)
    while count > 0:
        k = np.argmin(d.cost[:count])
        a, b = d.a[k], d.b[k]
        seen = blink <= 0 or np.random.random() >= blink
        clash = p.wary[i] and clashes(p, s, v, i, a, b)
        if seen and not clash and fits(p, s, d, v, i, a, b):
            return d.cost[k] + fee, a, b
        count -= 1
        d.cost[k], d.a[k], d.b[k] = d.cost[count], d.a[count], d.b[count]
    return most, -1, -1
