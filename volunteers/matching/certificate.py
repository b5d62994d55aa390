"""Proof that no plan is better: a bound by prices of the volunteers' places, found without the solver.

Give each volunteer any price ≥ 0. A resident gets at most the best of (worth of a pair − its price), a place at
most (price − its cost): all these together are at least what any plan is worth (weak duality).
When the bound equals the plan's own worth, the plan is the best there is. All numbers are whole: equal is equal.
"""

from dataclasses import dataclass

import numpy as np

from volunteers.matching.columns import Bools, Ints
from volunteers.matching.problem import Problem


@dataclass(frozen=True)
class Certificate:
    """`objective`: points of the plan. `bound`: points that no plan which serves as many can exceed.

    A gap far beyond the points of a pair says that another plan might serve more people.
    """

    objective: int
    bound: int

    @property
    def gap(self) -> int:
        """Points that a better plan might have; 0 proves that there is none."""
        return self.bound - self.objective


def certify(problem: Problem, chosen: Ints) -> Certificate:
    """Return a bound over all plans beside the worth of the plan `chosen` (rows of pairs)."""
    each = _worth_of_serving(problem)
    worth = problem.gain + each
    prices = _prices(problem, worth, chosen)
    lost = int(problem.change[problem.planned].sum())
    bound = _bound(problem, worth, prices) - lost - each * len(chosen)
    return Certificate(problem.objective(chosen), bound)


def _worth_of_serving(problem: Problem) -> int:
    """Return points enough for one resident more to outweigh everything else that can differ in a plan."""
    _, cost = problem.places()
    most = np.abs(problem.gain).max(initial=0) * len(problem.residents)
    return int(2 * most + np.abs(cost).sum() + 1)


def _bound(problem: Problem, worth: Ints, prices: Ints) -> int:
    """Return the sum of what residents and places get at these prices."""
    whose, cost = problem.places()
    best = np.zeros(len(problem.residents), np.int64)
    np.maximum.at(best, problem.r, worth - prices[problem.v])
    return int(best.sum() + (prices[whose] - cost).clip(0).sum())


def _prices(problem: Problem, worth: Ints, chosen: Ints) -> Ints:
    """Return the lowest prices at which every resident is content with what the plan gives them.

    The longest ways in the graph of swaps (Bellman–Ford): whoever is served by a and would be better off with v
    raises the price of v over that of a. In a best plan no circle of swaps gains, so it ends within as many rounds
    as there are volunteers; in a worse one it is cut off there, and the bound still holds.
    """
    prices = _lowest(problem, worth, chosen)
    given = np.full(len(problem.residents), -1)
    given[problem.r[chosen]] = chosen
    arcs = np.flatnonzero((given[problem.r] >= 0) & (given[problem.r] != np.arange(len(worth))))
    arcs = arcs[np.argsort(problem.v[arcs], kind="stable")]
    if not len(arcs):
        return prices
    now = given[problem.r[arcs]]
    tails, heads, more = problem.v[now], problem.v[arcs], worth[arcs] - worth[now]
    starts = np.flatnonzero(np.diff(heads, prepend=-1))
    for _round in range(len(problem.volunteers)):
        raised = np.maximum.reduceat(prices[tails] + more, starts)
        if (raised <= prices[heads[starts]]).all():
            break
        prices[heads[starts]] = np.maximum(prices[heads[starts]], raised)
    return prices


def _lowest(problem: Problem, worth: Ints, chosen: Ints) -> Ints:
    """Return the prices below which a filled place would lose, or somebody unserved would want one."""
    prices = np.zeros(len(problem.volunteers), np.int64)
    taken = np.bincount(problem.v[chosen], minlength=len(prices))
    whose, cost = problem.places()
    how_many = np.arange(len(whose)) - np.searchsorted(whose, whose)
    filled = how_many < taken[whose]
    np.maximum.at(prices, whose[filled], cost[filled])
    unserved = _unserved(problem, chosen)[problem.r]
    np.maximum.at(prices, problem.v[unserved], worth[unserved])
    return prices


def _unserved(problem: Problem, chosen: Ints) -> Bools:
    unserved = np.ones(len(problem.residents), np.bool_)
    unserved[problem.r[chosen]] = False
    return unserved
