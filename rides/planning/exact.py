"""The cheapest place of a trip in a run with the riders' waiting counted too: what a person is shown."""

import numpy as np

from rides.planning.comfort import aboard_minutes, comfortable
from rides.planning.compiled import compiled, inner
from rides.planning.places import Desk, candidates, clashes, fits, fixed_cost, new_desk
from rides.planning.problem import Problem
from rides.planning.routes import Runs


@inner
def _discomfort(p: Problem, d: Desk, v: int, size: int) -> float:
    """Return what the riders' minutes cost in the run on the desk, by its most comfortable timetable."""
    if p.ride_cost <= 0:
        return 0.0
    comfortable(p.clock, v, d.nodes, size, d.mate, d.times)
    since = p.clock.opens[v]
    return p.ride_cost * aboard_minutes(p.direct, since, d.nodes, size, d.mate, d.times)


@compiled
def cheapest(
    p: Problem, far: Problem, s: Runs, v: int, i: int, most: float
) -> tuple[float, int, int]:
    """Return (cost, a, b) of the cheapest place of trip `i` in the priced run `v` below `most`, else a = -1.

    `far`: the same problem with minutes aboard for nothing, whose costs are bounds: another stop never makes the
    riders' way shorter.
    """
    d, best_a, best_b = new_desk(p), -1, -1
    if p.fee[v, i] == np.inf:
        return most, -1, -1
    fee, before = fixed_cost(p, s, v, i), s.cost[v] - p.km_cost * s.km[v]
    for k in range(1, s.size[v]):
        if s.seq[v, k] < len(p.direct):
            before -= p.fee[v, s.seq[v, k]]
    count = candidates(far, s, d, v, i, np.inf)
    for k in np.argsort(d.cost[:count]):
        bound = d.cost[k] + fee
        if bound >= most:
            break
        a, b = d.a[k], d.b[k]
        if (p.wary[i] and clashes(p, s, v, i, a, b)) or not fits(p, s, d, v, i, a, b):
            continue
        cost = bound + _discomfort(p, d, v, s.size[v] + 2) - before
        if cost < most - 1e-12:
            most, best_a, best_b = cost, a, b
    return most, best_a, best_b


@compiled
def all_places(far: Problem, s: Runs, v: int, i: int) -> Desk:
    """Return all places of trip `i` in run `v` that keep the limits, and what the way costs, cheapest first."""
    d, found = new_desk(far), 0
    if far.fee[v, i] == np.inf:
        return Desk(d.nodes, d.mate, d.times, d.cost[:0], d.a[:0], d.b[:0])
    fee, count = fixed_cost(far, s, v, i), candidates(far, s, d, v, i, np.inf)
    order = np.argsort(d.cost[:count])
    cost, a, b = d.cost[order] + fee, d.a[order], d.b[order]
    for k in range(count):
        clash = far.wary[i] and clashes(far, s, v, i, a[k], b[k])
        if not clash and fits(far, s, d, v, i, a[k], b[k]):
            cost[found], a[found], b[found] = cost[k], a[k], b[k]
            found += 1
    return Desk(d.nodes, d.mate, d.times, cost[:found], a[:found], b[:found])
