"""The best plan of all: who helps whom, so that as many as can be are served, and then as well as can be."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from volunteers.matching.columns import Ints
from volunteers.matching.problem import Problem


class NoPlanError(RuntimeError):
    """The solver gave up: the numbers are too large for it."""


@dataclass(frozen=True)
class Plan:
    """`chosen`: rows of the problem's pairs, by the resident's id. `objective`: points, as Problem says."""

    chosen: Ints
    served: int
    objective: int


def solve(problem: Problem) -> Plan:
    """Return the plan that serves the most residents, and among those is worth the most points.

    Among plans of equal worth it breaks the fewest pairs. The order of the rows decides nothing.
    Raises NoPlanError when the points are too large for the solver.
    """
    order = np.lexsort((problem.volunteers[problem.v], problem.residents[problem.r]))
    picked = order[_flow(problem, order)]
    return Plan(picked, len(picked), problem.objective(picked))


def _flow(problem: Problem, order: Ints) -> npt.NDArray[np.bool_]:
    """Tell for each pair, in `order`, whether the cheapest largest flow goes through it."""
    tails, heads, costs = _arcs(problem, order)
    residents, end = len(problem.residents), len(problem.residents) + len(problem.volunteers)
    supplies = np.zeros(end + 1, np.int64)
    supplies[:residents], supplies[end] = 1, -residents
    flow = SimpleMinCostFlow()
    ones = np.ones(len(tails), np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, ones, costs)
    flow.set_nodes_supplies(np.arange(end + 1), supplies)
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise NoPlanError(status.name)
    taken: npt.NDArray[np.int64] = flow.flows(np.arange(len(order)))
    return taken.astype(np.bool_)


def _arcs(problem: Problem, order: Ints) -> tuple[Ints, Ints, Ints]:
    """Return from where, to where and at what cost one person can flow: first through the pairs in `order`.

    From each resident to a volunteer, and on through one of their places, each dearer than the last, to the end.
    """
    residents, end = len(problem.residents), len(problem.residents) + len(problem.volunteers)
    r = _rank(problem.residents)[problem.r[order]]
    v = _rank(problem.volunteers)[problem.v[order]] + residents
    whose, cost = problem.places()
    whose = _rank(problem.volunteers)[whose] + residents
    by_id = np.lexsort((cost, whose))
    planned = problem.planned[order]
    # Scaled up so that a pair kept decides between equal plans and never outweighs a point.
    scale = int(planned.sum()) + 1
    gain = problem.gain[order] * scale + planned
    return (
        np.concatenate([r, whose[by_id]]),
        np.concatenate([v, np.full(len(whose), end)]),
        np.concatenate([-gain, cost[by_id] * scale]),
    )


def _rank(ids: Ints) -> Ints:
    """Return the place of each id among all: so that the order of the rows decides nothing."""
    rank = np.empty(len(ids), np.int64)
    rank[np.argsort(ids, kind="stable")] = np.arange(len(ids))
    return rank
