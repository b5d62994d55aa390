"""What offices do without a solver, beside the best plan: first come first served, and the scarcest first."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from volunteers.matching.columns import Ints
from volunteers.matching.problem import Problem
from volunteers.matching.solve import solve

Way = Callable[[Problem], Ints]


def first_come(problem: Problem) -> Ints:
    """Return the pairs when each resident in turn takes the best volunteer who has room left."""
    room, chosen = problem.room.copy(), []
    for rows in options(problem):
        free = rows[room[problem.v[rows]] > 0]
        if len(free):
            chosen.append(free[0])
            room[problem.v[free[0]]] -= 1
    return np.array(chosen, np.int64)


def scarcest_first(problem: Problem) -> Ints:
    """Return the pairs when whoever has the fewest volunteers to choose from is always the next to choose."""
    own, room = options(problem), problem.room.copy()
    left = np.array([int((room[problem.v[rows]] > 0).sum()) for rows in own])
    by_v = np.argsort(problem.v, kind="stable")
    ends = np.searchsorted(problem.v[by_v], np.arange(1, len(room)))
    wanted_by = np.split(problem.r[by_v], ends)
    chosen, waiting = [], left.astype(float)
    waiting[left == 0] = np.inf
    while np.isfinite(waiting).any():
        resident = int(waiting.argmin())
        waiting[resident] = np.inf
        free = own[resident][room[problem.v[own[resident]]] > 0]
        if not len(free):
            continue
        chosen.append(free[0])
        room[problem.v[free[0]]] -= 1
        if room[problem.v[free[0]]] == 0:
            waiting[wanted_by[problem.v[free[0]]]] -= 1
    return np.array(chosen, np.int64)


def options(problem: Problem) -> list[Ints]:
    """Return the pairs of each resident, the best first."""
    order = np.lexsort((-problem.score, problem.r))
    return np.split(order, np.searchsorted(problem.r[order], np.arange(1, len(problem.residents))))


@dataclass(frozen=True)
class Setting:
    """Sparse requests: how many, for how many volunteers with room for 1 to `room`, what share of pairs may be."""

    requests: int
    volunteers: int
    rate: float
    room: int
    seeds: int

    def __str__(self) -> str:
        return f"sparse_{self.requests}x{self.volunteers}_{self.rate:.0%}"


# Popularity is skewed: the share of requests that each volunteer can take is drawn from Beta(1.2, 4).
SETTINGS = (
    Setting(40, 30, 0.08, 2, 300),
    Setting(40, 30, 0.15, 2, 300),
    Setting(100, 60, 0.05, 3, 300),
    Setting(100, 60, 0.10, 3, 300),
    Setting(200, 120, 0.03, 3, 100),
)
SKEW = (1.2, 4.0)


def sparse_problem(setting: Setting, seed: int) -> Problem:
    """Return one random case of `setting`."""
    draw = np.random.default_rng(seed)
    n, m = setting.requests, setting.volunteers
    rates = draw.beta(*SKEW, m) * setting.rate * sum(SKEW) / SKEW[0]
    r, v = np.nonzero(draw.random((n, m)) < rates)
    nothing = np.zeros(m, np.int64)
    return Problem(
        residents=np.arange(n),
        volunteers=np.arange(m),
        room=draw.integers(1, setting.room + 1, m),
        load=nothing,
        fairness=nothing,
        r=r,
        v=v,
        score=draw.integers(0, 1000, len(r)),
        planned=np.zeros(len(r), np.bool_),
        change=np.zeros(len(r), np.int64),
    )


def filled(setting: Setting) -> tuple[float, float, float]:
    """Return the mean share of requests filled, in per cent: first come, scarcest first, the best plan."""
    shares = np.zeros(3)
    for seed in range(setting.seeds):
        problem = sparse_problem(setting, seed)
        counts = len(first_come(problem)), len(scarcest_first(problem)), solve(problem).served
        shares += np.array(counts) / setting.requests / setting.seeds * 100
    return float(shares[0]), float(shares[1]), float(shares[2])
