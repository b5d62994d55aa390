"""What becomes a problem of the solver: only what nothing bars, with the room and the costs of each."""

from dataclasses import replace

import numpy as np

from tests.volunteers.matching.cases import Shape, every_plan, random_problem
from tests.volunteers.matching.country import invented_facts
from volunteers.matching.certificate import certify
from volunteers.matching.columns import Facts
from volunteers.matching.gates import GATES
from volunteers.matching.problem import Problem, problem_of
from volunteers.matching.rules import masks
from volunteers.matching.score import total
from volunteers.matching.solve import solve


def a_country(seed: int = 0) -> tuple[Facts, Problem, np.ndarray]:
    facts = invented_facts(120, 40, seed)
    problem, rows = problem_of(facts, masks(GATES, facts))
    return facts, problem, rows


def test_only_pairs_that_nothing_bars_are_in_it_with_their_points() -> None:
    facts, problem, rows = a_country()
    assert 0 < len(rows) < len(facts.pairs)
    assert rows.tolist() == np.flatnonzero(masks(GATES, facts) == 0).tolist()
    assert problem.score.tolist() == total(facts)[rows].tolist()
    assert (problem.r == facts.pairs.r[rows]).all()
    assert (problem.v == facts.pairs.v[rows]).all()


def test_nobody_gets_more_people_than_they_have_room_for() -> None:
    for seed in range(5):
        facts, problem, _rows = a_country(seed)
        taken = np.bincount(problem.v[solve(problem).chosen], minlength=40)
        room = (facts.volunteers.capacity - facts.volunteers.load).clip(0)
        kept = np.bincount(problem.v[problem.planned], minlength=40)
        assert (taken <= np.maximum(room, kept)).all()


def test_whoever_has_more_people_than_room_may_keep_them_but_gets_none_besides() -> None:
    facts = invented_facts(120, 40)
    nobody_has_room = replace(facts.volunteers, load=facts.volunteers.capacity + 1)
    full = replace(facts, volunteers=nobody_has_room)
    problem, _rows = problem_of(full, masks(GATES, full))
    plan = solve(problem)
    assert problem.planned.all()
    assert plan.served == len(problem.r) > 0


def test_a_whole_country_is_planned_with_a_gap_of_nothing() -> None:
    for seed in range(5):
        _facts, problem, _rows = a_country(seed)
        assert certify(problem, solve(problem).chosen).gap == 0


def test_the_worth_of_a_plan_is_what_it_is_counted_by_hand() -> None:
    for seed in range(20):
        problem = random_problem(Shape(4, 3, 0.7), seed)
        plans = every_plan(problem)
        for pairs, points in zip(plans.pairs[:200], plans.points[:200], strict=True):
            assert problem.objective(pairs[pairs >= 0]) == points


def test_each_further_person_costs_fairness_times_those_they_have_by_then() -> None:
    problem = random_problem(Shape(6, 1, 1.0), 1)
    crowded = replace(problem, room=np.array([3]), load=np.array([2]), fairness=np.array([5]))
    whose, cost = crowded.places()
    assert (whose.tolist(), cost.tolist()) == ([0, 0, 0], [10, 15, 20])
