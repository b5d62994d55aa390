"""Swap what two alike vehicles do from some moment on, when both cars are empty: an exchange of whole afternoons.

Taking out and putting back a few trips hardly ever finds it.
"""

from rides.planning.compiled import inner
from rides.planning.problem import Ints, Problem
from rides.planning.routes import Runs, refresh
from rides.planning.times import EPS

LEAST_GAIN = 1e-6


@inner
def _swap(p: Problem, s: Runs, u: int, a: int, v: int, b: int) -> None:
    """Swap the stops after position `a` of run `u` with those after `b` of run `v`; the ends stay."""
    tail = s.seq[u, a + 1 : s.size[u] - 1].copy()
    other = s.seq[v, b + 1 : s.size[v] - 1]
    size_u, size_v = a + 2 + len(other), b + 2 + len(tail)
    s.seq[u, a + 1 : size_u - 1] = other
    s.seq[v, b + 1 : size_v - 1] = tail
    s.seq[u, size_u - 1], s.seq[v, size_v - 1] = p.end[u], p.end[v]
    s.size[u], s.size[v] = size_u, size_v


@inner
def _settle_where(p: Problem, s: Runs, v: int) -> None:
    for k in range(1, s.size[v] - 1):
        s.where[s.seq[v, k] % len(p.direct)] = v


@inner
def _improve(p: Problem, s: Runs, u: int, v: int) -> bool:
    """Make the first swap between two runs that saves kilometres and holds; return whether there is one."""
    km, way = p.km, p.clock.way
    for a in range(s.size[u] - 1):
        x, y = s.seq[u, a], s.seq[u, a + 1]
        for b in range(s.size[v] - 1 if s.riders[u, a] == 0 else 0):
            w, z = s.seq[v, b], s.seq[v, b + 1]
            gain = km[x, y] + km[w, z] - km[x, z] - km[w, y]
            late = s.soon[u, a] + way[x, z] > s.last[v, b + 1] + EPS
            if gain <= LEAST_GAIN or late or s.riders[v, b]:
                continue
            if s.soon[v, b] + way[w, y] > s.last[u, a + 1] + EPS:
                continue
            _swap(p, s, u, a, v, b)
            if refresh(p, s, u) and refresh(p, s, v):
                _settle_where(p, s, u)
                _settle_where(p, s, v)
                return True
            _swap(p, s, u, a, v, b)
            refresh(p, s, u)
            refresh(p, s, v)
    return False


@inner
def swap_tails(p: Problem, s: Runs, dirty: Ints) -> None:
    """Swap tails between changed runs and others of their kind as long as that saves kilometres."""
    moved = True
    while moved:
        moved = False
        for u in range(len(s.size)):
            for v in range(len(s.size) if dirty[u] else 0):
                if u != v and p.kind[u] == p.kind[v] and _improve(p, s, u, v):
                    dirty[v], moved = 1, True
