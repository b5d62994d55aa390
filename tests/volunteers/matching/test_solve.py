"""The solver's plan is the best there is: against every plan of small problems and two other exact solvers."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array, vstack

from tests.volunteers.matching.cases import EveryPlan, Shape, every_plan, random_problem, shuffled
from volunteers.matching.certificate import certify
from volunteers.matching.problem import Problem
from volunteers.matching.solve import NoPlanError, Plan, solve

# 49 sizes up to 7 × 7, with so many cases each.
SIZES = [(n, m) for n in range(1, 8) for m in range(1, 8)]
CASES_A_SIZE = 42


def small_shape(residents: int, volunteers: int, case: int) -> Shape:
    """Vary how dense a small problem is (all pairs where that leaves few enough plans), and its costs."""
    density = (0.25, 0.45, 0.65, 1.0 if residents * volunteers <= 30 else 0.7)[case % 4]
    fairness = (0, 3, 6)[case // 3 % 3]
    return Shape(residents, volunteers, density, fairness=fairness, change=(0, 5, 30)[case % 7 % 3])


@pytest.mark.parametrize(("residents", "volunteers"), SIZES)
def test_the_plan_is_the_best_of_all_plans(residents: int, volunteers: int) -> None:
    for case in range(CASES_A_SIZE):
        shape = small_shape(residents, volunteers, case)
        problem = random_problem(shape, seed=case * 100 + residents * 10 + volunteers)
        plan, best = solve(problem), every_plan(problem).best()
        assert plan.served == (best.pairs[0] >= 0).sum(), (shape, case)
        assert plan.objective == best.points[0], (shape, case)
        assert _is_among(plan, problem, best), (shape, case)
        assert certify(problem, plan.chosen).gap == 0, (shape, case)


def test_there_are_at_least_two_thousand_such_cases() -> None:
    assert len(SIZES) * CASES_A_SIZE >= 2_000


def _is_among(plan: Plan, problem: Problem, plans: EveryPlan) -> bool:
    own = np.full(len(problem.residents), -1)
    own[problem.r[plan.chosen]] = plan.chosen
    return bool((plans.pairs == own).all(axis=1).any())


LARGE = Shape(200, 60, 0.1, most_room=6, most_score=145, change=200)


@pytest.mark.parametrize("seed", range(6))
def test_on_200_by_60_an_assignment_solver_finds_nothing_better(seed: int) -> None:
    problem = random_problem(LARGE, seed)
    served, objective = by_assignment(problem)
    plan = solve(problem)
    assert (plan.served, plan.objective) == (served, objective)
    assert certify(problem, plan.chosen).gap == 0


@pytest.mark.parametrize("seed", range(3))
def test_on_200_by_60_an_integer_programme_finds_nothing_better(seed: int) -> None:
    problem = random_problem(LARGE, seed)
    plan = solve(problem)
    assert (plan.served, plan.objective) == by_integer_programme(problem)


def by_assignment(problem: Problem) -> tuple[int, int]:
    """Solve with SciPy's assignment: a column for each place, and one of its own for each to go without."""
    whose, cost = problem.places()
    served = 10**6
    worth = np.full((len(problem.residents), len(whose) + len(problem.residents)), -(10.0**9))
    worth[:, len(whose) :] = 0
    for pair, (r, v) in enumerate(zip(problem.r, problem.v, strict=True)):
        own = np.flatnonzero(whose == v)
        worth[r, own] = served + problem.gain[pair] - cost[own]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    total = round(worth[rows, columns].sum())
    broken = problem.change[problem.planned].sum()
    count = int((columns < len(whose)).sum())
    return count, int(total - served * count - broken)


def by_integer_programme(problem: Problem) -> tuple[int, int]:
    """Solve with HiGHS: first the most served, then, serving as many, the most points."""
    whose, cost = problem.places()
    pairs, places = len(problem.r), len(whose)
    at_most_one = coo_array((np.ones(pairs), (problem.r, np.arange(pairs))), (200, pairs + places))
    rows = np.concatenate([problem.v, whose])
    signs = np.concatenate([np.ones(pairs), -np.ones(places)])
    in_places = coo_array((signs, (rows, np.arange(pairs + places))), (60, pairs + places))
    rules = LinearConstraint(vstack([at_most_one, in_places]), ub=np.repeat([1, 0], [200, 60]))
    serves = np.concatenate([np.ones(pairs), np.zeros(places)])
    options = {"bounds": (0, 1), "integrality": np.ones(pairs + places)}
    most = round(-milp(-serves, constraints=rules, **options).fun)
    again = [rules, LinearConstraint(serves[None, :], lb=most)]
    found = milp(np.concatenate([-problem.gain, cost]), constraints=again, **options)
    return most, round(-found.fun) - int(problem.change[problem.planned].sum())


@pytest.mark.parametrize("seed", range(40))
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    problem = random_problem(Shape(30, 12, 0.3, most_score=3), seed)
    other, pairs = shuffled(problem, seed + 1)
    assert pairs[solve(other).chosen].tolist() == solve(problem).chosen.tolist()


def test_of_two_volunteers_alike_the_one_with_the_lower_id_is_chosen() -> None:
    problem = _plain([7], [31, 12, 25], [(0, 0), (0, 1), (0, 2)])
    assert problem.volunteers[problem.v[solve(problem).chosen]].tolist() == [12]


def test_serving_one_resident_more_goes_before_any_points() -> None:
    problem = _plain([1, 2], [1, 2], [(0, 0), (0, 1), (1, 0)], score=[1000, 0, 0])
    assert solve(problem).chosen.tolist() == [1, 2]


def test_nobody_to_serve_and_nobody_to_help_give_an_empty_plan() -> None:
    for problem in (_plain([], [1], []), _plain([1], [], []), _plain([1], [1], [])):
        plan = solve(problem)
        assert (plan.chosen.tolist(), plan.objective) == ([], 0)
        assert certify(problem, plan.chosen).gap == 0


def test_a_worse_plan_shows_a_gap() -> None:
    problem = _plain([1, 2], [1, 2], [(0, 0), (0, 1), (1, 0), (1, 1)], score=[9, 1, 1, 9])
    assert certify(problem, solve(problem).chosen).gap == 0
    assert certify(problem, np.array([1, 2])).gap >= 16
    assert certify(problem, np.array([0])).gap > 1000 // 36


def test_a_second_person_goes_to_whoever_has_fewest_when_points_are_equal() -> None:
    pairs = [(r, v) for r in range(4) for v in range(2)]
    problem = replace(_plain([1, 2, 3, 4], [1, 2], pairs), fairness=np.array([4, 4]))
    plan = solve(replace(problem, room=np.array([4, 4])))
    assert np.bincount(problem.v[plan.chosen]).tolist() == [2, 2]


def test_points_too_large_for_the_solver_are_an_error_and_not_a_wrong_plan() -> None:
    problem = _plain([1, 2], [1, 2], [(0, 0), (1, 1)], score=[2**62, 2**61])
    with pytest.raises(NoPlanError):
        solve(problem)


def _plain(
    residents: list[int],
    volunteers: list[int],
    pairs: list[tuple[int, int]],
    score: list[int] | None = None,
) -> Problem:
    """Return a problem with room for one each, no fairness and no present plan."""
    r, v = np.array(pairs, np.int64).reshape(-1, 2).T
    nothing = np.zeros(len(volunteers), np.int64)
    return Problem(
        residents=np.array(residents, np.int64),
        volunteers=np.array(volunteers, np.int64),
        room=nothing + 1,
        load=nothing,
        fairness=nothing,
        r=r,
        v=v,
        score=np.array(score or [0] * len(pairs), np.int64),
        planned=np.zeros(len(pairs), np.bool_),
        change=np.zeros(len(pairs), np.int64),
    )
