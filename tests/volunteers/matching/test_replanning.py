"""Planning again after one absence changes no more than the best plan needs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.volunteers.matching.cases import Shape, every_plan, random_problem
from tests.volunteers.matching.country import invented_facts
from volunteers.matching.columns import Ints
from volunteers.matching.gates import GATES
from volunteers.matching.problem import Problem, problem_of
from volunteers.matching.rules import masks
from volunteers.matching.solve import solve


def with_plan(problem: Problem, chosen: Ints, change: int) -> Problem:
    """Make `chosen` the present plan."""
    planned = np.zeros(len(problem.r), np.bool_)
    planned[chosen] = True
    return replace(problem, planned=planned, change=np.full(len(problem.r), change))


def without(problem: Problem, volunteer: int) -> tuple[Problem, Ints]:
    """Take a volunteer's pairs away; return what is left, and which pair of `problem` each was."""
    left = np.flatnonzero(problem.v != volunteer)
    columns = ("r", "v", "score", "planned", "change")
    return replace(problem, **{name: getattr(problem, name)[left] for name in columns}), left


def broken(problem: Problem, chosen: Ints) -> int:
    """Return how many pairs of the present plan that could stay do not."""
    return int(problem.planned.sum() - problem.planned[chosen].sum())


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 6),
    st.integers(2, 5),
    st.sampled_from([0.3, 0.5, 0.8]),
    st.sampled_from([0, 5, 200]),
    st.integers(0, 10**6),
)
def test_no_best_plan_breaks_fewer_pairs_after_an_absence(
    residents: int, volunteers: int, density: float, change: int, seed: int
) -> None:
    shape = Shape(residents, volunteers, density, most_room=2, most_score=4, planned=0)
    before = random_problem(shape, seed)
    now = with_plan(before, solve(before).chosen, change)
    absent = int(np.random.default_rng(seed).integers(volunteers))
    left, _pairs = without(now, absent)
    best = every_plan(left).best()
    fewest = int(left.planned.sum() - best.kept.max())
    assert broken(left, solve(left).chosen) == fewest


@pytest.mark.parametrize("seed", range(3))
def test_after_any_one_absence_in_a_town_at_most_two_other_pairs_change(seed: int) -> None:
    facts = invented_facts(120, 60, seed)
    first, _rows = problem_of(facts, masks(GATES, facts))
    plan = solve(first)
    now = with_plan(first, plan.chosen, int(facts.policies.change[0]))
    for volunteer in range(60):
        left, _pairs = without(now, volunteer)
        again = solve(left)
        freed = int((now.v[plan.chosen] == volunteer).sum())
        assert broken(left, again.chosen) <= 2, (seed, volunteer, freed)


def test_planning_again_with_nothing_new_changes_nothing() -> None:
    facts = invented_facts(200, 60, seed=9)
    asked, _rows = problem_of(facts, masks(GATES, facts))
    first = with_plan(asked, np.zeros(0, np.int64), change=0)
    chosen = solve(first).chosen
    for change in (0, 1, 200):
        assert solve(with_plan(first, chosen, change)).chosen.tolist() == chosen.tolist()


def test_a_running_pair_is_broken_to_serve_one_more_but_not_for_points() -> None:
    problem = random_problem(Shape(2, 2, 1.0, most_room=1, planned=0), 1)
    for_points = replace(
        problem,
        room=np.array([1, 1]),
        load=np.zeros(2, np.int64),
        fairness=np.zeros(2, np.int64),
        score=np.array([0, 90, 90, 0]),
    )
    kept = solve(with_plan(for_points, np.array([0, 3]), change=200))
    assert kept.chosen.tolist() == [0, 3]
    one_left, pairs = without(with_plan(for_points, np.array([0]), change=200), 1)
    assert pairs[solve(one_left).chosen].tolist() == [0]
    only_first = replace(for_points, r=np.array([0, 0, 1]), v=np.array([0, 1, 0]))
    columns = {n: getattr(for_points, n)[:3] for n in ("score", "planned", "change")}
    tight = with_plan(replace(only_first, **columns), np.array([0]), change=200)
    assert solve(tight).served == 2
