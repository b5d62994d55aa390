"""Ways to put trips back into a plan: one after another, or whoever would lose most by waiting first."""

import numpy as np

from rides.planning.compiled import inner
from rides.planning.day import Floats
from rides.planning.places import Desk, best_place
from rides.planning.problem import Flags, Ints, Problem
from rides.planning.routes import Runs, drop, put, refresh

# More trips than this are not tried at once when a day has far more trips than drivers.
MOST_TRIED = 60
FAR = 1e18


@inner
def waiting(p: Problem, s: Runs) -> Ints:
    """Return the trips that are not driven and could be, in an order by chance."""
    n, count = len(p.direct), 0
    trips = np.empty(n, np.int64)
    for i in range(n):
        if s.where[i] < 0 and p.free[i]:
            trips[count] = i
            count += 1
    trips = trips[:count]
    np.random.shuffle(trips)
    return trips[:MOST_TRIED]


@inner
def _is_spare_twin(p: Problem, s: Runs, v: int) -> bool:
    """Tell whether an empty run of the same kind stands before this empty one."""
    if s.size[v] > 2:
        return False
    twin = False
    for other in range(v):
        twin = twin or (s.size[other] == 2 and p.kind[other] == p.kind[v])
    return twin


@inner
def _put_best(p: Problem, s: Runs, d: Desk, i: int, blink: float) -> bool:
    """Put trip `i` where it costs least; return whether it has a place."""
    most, best, best_a, best_b = p.missing[i], -1, -1, -1
    for v in range(len(s.size)):
        if p.fee[v, i] == np.inf or _is_spare_twin(p, s, v):
            continue
        cost, a, b = best_place(p, s, d, v, i, most, blink)
        if a >= 0:
            most, best, best_a, best_b = cost, v, a, b
    if best < 0:
        return False
    put(p, s, best, i, best_a, best_b)
    refresh(p, s, best)
    return True


@inner
def _sorted(p: Problem, trips: Ints) -> Ints:
    """Return the trips in one of several orders: by chance, early first, far first, narrow windows first."""
    n, way = len(p.direct), np.random.randint(5)
    if way < 2:
        return trips
    by = np.empty(len(trips))
    for k, i in enumerate(trips):
        if way == 2:
            by[k] = -p.direct[i]
        elif way == 3:
            by[k] = p.clock.late[n + i]
        else:
            by[k] = min(
                p.clock.late[i] - p.clock.early[i], p.clock.late[n + i] - p.clock.early[n + i]
            )
    return trips[np.argsort(by)]


@inner
def one_by_one(p: Problem, s: Runs, d: Desk, blink: float, dirty: Ints) -> None:
    """Put every waiting trip where it costs least at its turn, overlooking a place now and then."""
    for i in _sorted(p, waiting(p, s)):
        if _put_best(p, s, d, i, blink):
            dirty[s.where[i]] = 1


@inner
def _ask(
    p: Problem, s: Runs, d: Desk, i: int, v: int, noise: float, cost: Floats, place: Ints
) -> None:
    """Note the best place of trip `i` in run `v`: FAR when there is none."""
    cost[v] = FAR
    if p.fee[v, i] < np.inf and not _is_spare_twin(p, s, v):
        best, a, b = best_place(p, s, d, v, i, FAR, 0.0)
        if a >= 0:
            cost[v] = best * (1 + noise * (np.random.random() - 0.5))
            place[v, 0], place[v, 1] = a, b


@inner
def _regret(cost: Floats, depth: int) -> float:
    """Return by how much the best run is cheaper than the next ones, the more when there are few."""
    order = np.sort(cost)
    regret = 0.0
    for k in range(1, min(depth, len(order))):
        regret += min(order[k], 1e6) - min(order[0], 1e6)
    return float(regret)


@inner
def _most_urgent(cost: Floats, left: Flags, depth: int) -> int:
    """Return the row of the trip to put in next, -1: none has a place any more."""
    best, most = -1, -np.inf
    for k in range(len(cost)):
        if left[k] and cost[k].min() < FAR:
            urge = -cost[k].min() if depth == 1 else _regret(cost[k], depth)
            if urge > most:
                best, most = k, urge
    return best


@inner
def by_regret(p: Problem, s: Runs, d: Desk, depth: int, noise: float, dirty: Ints) -> None:
    """Put first whoever loses most when the best run is taken by others; depth 1: the cheapest first."""
    trips, m = waiting(p, s), len(s.size)
    cost, place = np.empty((len(trips), m)), np.empty((len(trips), m, 2), np.int64)
    left = np.ones(len(trips), np.bool_)
    for k, i in enumerate(trips):
        for v in range(m):
            _ask(p, s, d, i, v, noise, cost[k], place[k])
    while True:
        best = _most_urgent(cost, left, depth)
        if best < 0:
            return
        v = int(np.argmin(cost[best]))
        put(p, s, v, trips[best], place[best, v, 0], place[best, v, 1])
        refresh(p, s, v)
        dirty[v], left[best] = 1, False
        for k, i in enumerate(trips):
            for other in range(m):
                spare = p.kind[other] == p.kind[v] and s.size[other] == 2
                if left[k] and (other == v or spare):
                    _ask(p, s, d, i, other, noise, cost[k], place[k])


@inner
def keep_pairs(p: Problem, s: Runs, dirty: Ints) -> None:
    """Take out every leg whose other leg is not driven."""
    for i in range(len(p.direct)):
        j = p.pair[i]
        if j >= 0 and s.where[i] >= 0 and s.where[j] < 0:
            v = drop(p, s, i)
            dirty[v] = 1
            refresh(p, s, v)
