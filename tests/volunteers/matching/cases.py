"""Random problems for the solver, and every plan of a small one."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from volunteers.matching.columns import Ints
from volunteers.matching.problem import Problem


@dataclass(frozen=True)
class Shape:
    """How large a random problem is, and how much of everything it has at most."""

    residents: int
    volunteers: int
    density: float
    most_room: int = 3
    most_score: int = 20
    fairness: int = 4
    change: int = 12
    planned: float = 0.4


def random_problem(shape: Shape, seed: int) -> Problem:
    """Return a problem with capacities, loads, fairness and a present plan; ids in no order."""
    draw = np.random.default_rng(seed)
    n, m = shape.residents, shape.volunteers
    r, v = np.nonzero(draw.random((n, m)) < shape.density)
    return Problem(
        residents=draw.permutation(10 * n)[:n],
        volunteers=draw.permutation(10 * m)[:m],
        room=draw.integers(0, shape.most_room + 1, m),
        load=draw.integers(0, 3, m),
        fairness=draw.integers(0, shape.fairness + 1, m),
        r=r,
        v=v,
        score=draw.integers(0, shape.most_score + 1, len(r)),
        planned=_one_each(r, n, draw) & (draw.random(len(r)) < shape.planned),
        change=draw.integers(0, shape.change + 1, n)[r],
    )


def _one_each(r: Ints, residents: int, draw: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Pick at most one pair of each resident."""
    picked = np.zeros(len(r), np.bool_)
    for resident in range(residents):
        rows = np.flatnonzero(r == resident)
        if len(rows):
            picked[draw.choice(rows)] = True
    return picked


def shuffled(problem: Problem, seed: int) -> tuple[Problem, Ints]:
    """Return the same problem with all its rows in another order, and which pair each new row was."""
    draw = np.random.default_rng(seed)
    residents = draw.permutation(len(problem.residents))
    volunteers = draw.permutation(len(problem.volunteers))
    pairs = draw.permutation(len(problem.r))
    other = replace(
        problem,
        residents=problem.residents[residents],
        volunteers=problem.volunteers[volunteers],
        room=problem.room[volunteers],
        load=problem.load[volunteers],
        fairness=problem.fairness[volunteers],
        r=np.argsort(residents)[problem.r[pairs]],
        v=np.argsort(volunteers)[problem.v[pairs]],
        score=problem.score[pairs],
        planned=problem.planned[pairs],
        change=problem.change[pairs],
    )
    return other, pairs


@dataclass(frozen=True)
class EveryPlan:
    """Every plan of a problem, one in each row. `pairs`: the pair of each resident, −1 none.

    `points`: score − fairness − change. `kept`: how many pairs of the present plan stay.
    """

    pairs: Ints
    taken: Ints
    points: Ints
    kept: Ints

    def best(self) -> "EveryPlan":
        """Return those that serve the most, and among them are worth the most."""
        served = (self.pairs >= 0).sum(axis=1)
        most = self.take(served == served.max())
        return most.take(most.points == most.points.max())

    def take(self, rows: npt.NDArray[Any]) -> "EveryPlan":
        """Return only these plans."""
        return EveryPlan(self.pairs[rows], self.taken[rows], self.points[rows], self.kept[rows])


def every_plan(problem: Problem) -> EveryPlan:
    """Return all plans: each resident in turn has one of their pairs or none, while there is room."""
    nothing = np.zeros((1, len(problem.volunteers)), np.int64)
    broken = problem.change[problem.planned].sum()
    plans = EveryPlan(np.zeros((1, 0), np.int64), nothing, np.array([-broken]), np.array([0]))
    for resident in range(len(problem.residents)):
        own = np.flatnonzero(problem.r == resident)
        more = [_with(plans, problem, pair) for pair in [-1, *own.tolist()]]
        plans = EveryPlan(
            np.concatenate([p.pairs for p in more]),
            np.concatenate([p.taken for p in more]),
            np.concatenate([p.points for p in more]),
            np.concatenate([p.kept for p in more]),
        )
    return plans


def _with(plans: EveryPlan, problem: Problem, pair: int) -> EveryPlan:
    """Return each plan with one pair more, where the volunteer has room; with none for −1."""
    pairs = np.column_stack([plans.pairs, np.full(len(plans.pairs), pair)])
    if pair < 0:
        return EveryPlan(pairs, plans.taken, plans.points, plans.kept)
    v, kept = problem.v[pair], bool(problem.planned[pair])
    before = plans.taken[:, v]
    points = plans.points + problem.score[pair] + kept * problem.change[pair]
    points = points - problem.fairness[v] * (problem.load[v] + before)
    taken = plans.taken.copy()
    taken[:, v] += 1
    return EveryPlan(pairs, taken, points, plans.kept + kept).take(before < problem.room[v])
