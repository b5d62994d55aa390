"""Ways to take trips out of a plan, so that they can be put back better.

Strings of neighbouring stops in neighbouring runs: Christiaens, Vanden Berghe, Slack induction by string removals
(Transportation Science 54, 2020). Related trips: Shaw (1998). The rest: Ropke, Pisinger (2006).
"""

import numpy as np

from rides.planning.compiled import inner
from rides.planning.problem import Ints, Problem
from rides.planning.routes import Runs, drop

STRINGS, RELATED, ANY, WORST, RUNS = 0, 1, 2, 3, 4


@inner
def neighbours(p: Problem) -> Ints:
    """Return by trip [n, n] the others, the most alike in place and hour first."""
    n = len(p.direct)
    near = np.empty((n, n), np.int64)
    speed = p.km.sum() / max(p.clock.way.sum(), 1e-9)
    unlike = np.empty(n)
    for i in range(n):
        for j in range(n):
            far = p.km[i, j] + p.km[n + i, n + j]
            wait = abs(_middle(p, i) - _middle(p, j)) + abs(_middle(p, n + i) - _middle(p, n + j))
            unlike[j] = far + 0.3 * speed * wait
        unlike[i] = -1.0
        near[i] = np.argsort(unlike)
    return near


@inner
def _middle(p: Problem, node: int) -> float:
    early, late = p.clock.early[node], p.clock.late[node]
    if early > -np.inf and late < np.inf:
        return float(early + late) / 2
    if early > -np.inf:
        return float(early)
    return float(late) if late < np.inf else 0.0


@inner
def _anyone(p: Problem, s: Runs) -> int:
    """Return a trip by chance that is driven and can be taken out, -1 when there is hardly one."""
    n = len(p.direct)
    for _ in range(4 * n):
        i = np.random.randint(n)
        if s.where[i] >= 0 and p.free[i]:
            return i
    return -1


@inner
def _take(p: Problem, s: Runs, i: int, dirty: Ints) -> None:
    dirty[drop(p, s, i)] = 1


@inner
def _cut(p: Problem, s: Runs, i: int, length: int, dirty: Ints) -> int:
    """Take `length` trips out of the run of trip `i`, itself and those picked up next to it; return how many."""
    n, v, count, at = len(p.direct), s.where[i], 0, 0
    picked = np.empty(s.size[v], np.int64)
    for k in range(1, s.size[v] - 1):
        node = s.seq[v, k]
        if node < n and p.free[node]:
            if node == i:
                at = count
            picked[count] = node
            count += 1
    length = min(length, count)
    first = np.random.randint(max(0, at - length + 1), min(at, count - length) + 1)
    # Now and then a few in the middle of a longer string stay.
    kept = 0
    if count > length and np.random.random() < 0.5:
        while first + length + kept < count and np.random.random() < 0.5:
            kept += 1
    hole = first + np.random.randint(1, length) if kept and length > 1 else first + length
    for k in range(first, first + length + kept):
        if not hole <= k < hole + kept and s.where[picked[k]] >= 0:
            _take(p, s, picked[k], dirty)
    return length


@inner
def _strings(p: Problem, s: Runs, near: Ints, many: int, dirty: Ints) -> None:
    i = _anyone(p, s)
    if i < 0:
        return
    longest = 1 + np.random.randint(max(1, min(10, many)))
    cut = np.zeros(len(s.size), np.int64)
    taken = 0
    for j in near[i]:
        v = s.where[j]
        if taken >= many:
            return
        if v >= 0 and p.free[j] and not cut[v]:
            cut[v] = 1
            taken += _cut(p, s, j, 1 + np.random.randint(longest), dirty)


@inner
def _related(p: Problem, s: Runs, near: Ints, many: int, dirty: Ints) -> None:
    """Take out trips that are alike, each like one that was taken before."""
    n = len(p.direct)
    taken = np.empty(many, np.int64)
    first = _anyone(p, s)
    if first < 0:
        return
    taken[0] = first
    _take(p, s, first, dirty)
    for count in range(1, many):
        like = near[taken[np.random.randint(count)]]
        skip, found = int(np.random.random() ** 5 * min(n, 40)), -1
        for j in like:
            if s.where[j] >= 0 and p.free[j]:
                found = j
                skip -= 1
                if skip < 0:
                    break
        if found < 0:
            return
        taken[count] = found
        _take(p, s, found, dirty)


@inner
def _any(p: Problem, s: Runs, many: int, dirty: Ints) -> None:
    for _ in range(many):
        i = _anyone(p, s)
        if i >= 0:
            _take(p, s, i, dirty)


@inner
def _saved(p: Problem, s: Runs, i: int) -> float:
    """Return the kilometres that its run is longer for trip `i`."""
    v, n, km, before = s.where[i], len(p.direct), 0.0, s.seq[s.where[i], 0]
    for k in range(1, s.size[v]):
        node = s.seq[v, k]
        if node not in (i, n + i):
            km += p.km[before, node]
            before = node
    return float(s.km[v] - km)


@inner
def _worst(p: Problem, s: Runs, many: int, dirty: Ints) -> None:
    n = len(p.direct)
    saved = np.full(n, -1.0)
    for i in range(n):
        if s.where[i] >= 0 and p.free[i]:
            saved[i] = _saved(p, s, i) * (0.6 + 0.8 * np.random.random())
    for i in np.argsort(-saved)[:many]:
        if s.where[i] >= 0 and p.free[i]:
            _take(p, s, i, dirty)


@inner
def _runs(p: Problem, s: Runs, near: Ints, many: int, dirty: Ints) -> None:
    """Take all out of one or two runs that come near one another."""
    i = _anyone(p, s)
    if i < 0:
        return
    v, other = (
        s.where[i],
        s.where[near[i][np.random.randint(1, min(len(near), 12))]] if len(near) > 1 else -1,
    )
    for j in range(len(p.direct)):
        if p.free[j] and s.where[j] >= 0 and s.where[j] in (v, other):
            _take(p, s, j, dirty)


@inner
def ruin(p: Problem, s: Runs, near: Ints, way: int, many: int, dirty: Ints) -> None:
    """Take about `many` trips out in one way; mark the runs that have changed in `dirty`."""
    if way == STRINGS:
        _strings(p, s, near, many, dirty)
    elif way == RELATED:
        _related(p, s, near, many, dirty)
    elif way == ANY:
        _any(p, s, many, dirty)
    elif way == WORST:
        _worst(p, s, many, dirty)
    else:
        _runs(p, s, near, many, dirty)
