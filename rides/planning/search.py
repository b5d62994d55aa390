"""The compiled loop: take some trips out, put them back, keep what is better or not much worse."""

from typing import NamedTuple

import numpy as np

from rides.planning.compiled import compiled, inner
from rides.planning.day import Floats
from rides.planning.places import Desk, new_desk
from rides.planning.pool import Pool, new_pool, remember
from rides.planning.problem import Ints, Problem
from rides.planning.repair import by_regret, keep_pairs, one_by_one
from rides.planning.routes import Runs, copy_run, copy_runs, empty_runs, price, refresh, total
from rides.planning.ruin import ANY, RELATED, RUNS, STRINGS, WORST, neighbours, ruin
from rides.planning.tails import swap_tails

# A plan as much dearer than this is worth its runs' place in the pool.
WORTH = 1.03
BLINK = 0.01


class Hunt(NamedTuple):
    """A search under way: the plan it stands on, the one it tries, the best, and what it has met."""

    now: Runs
    trial: Runs
    best: Runs
    pool: Pool
    desk: Desk
    near: Ints
    dirty: Ints
    cost: Floats  # [2] of `now` and of `best`


@compiled
def begin(p: Problem, seed: int) -> Hunt:
    """Return a search that stands on empty runs; `settle_on` gives it a plan."""
    np.random.seed(seed)
    return Hunt(
        empty_runs(p),
        empty_runs(p),
        empty_runs(p),
        new_pool(p),
        new_desk(p),
        neighbours(p),
        np.zeros(len(p.start), np.int64),
        np.full(2, np.inf),
    )


@compiled
def settle_on(p: Problem, h: Hunt, runs: Runs) -> float:
    """Stand on `runs`, which are fresh; they become the best when they are. Return their cost."""
    copy_runs(runs, h.now)
    copy_runs(runs, h.trial)
    h.cost[0] = total(p, runs)
    if h.cost[0] < h.cost[1] - 1e-9:
        copy_runs(runs, h.best)
        h.cost[1] = h.cost[0]
    for v in range(len(runs.size)):
        remember(p, runs, h.pool, v, h.cost[0])
    return float(h.cost[0])


@inner
def _way() -> int:
    chance = np.random.random()
    if chance < 0.55:
        return STRINGS
    if chance < 0.80:
        return RELATED
    if chance < 0.90:
        return ANY
    return WORST if chance < 0.97 else RUNS


@inner
def _change(p: Problem, h: Hunt, most: int) -> bool:
    """Take trips out of the trial and put them back; return whether it holds together in between."""
    many = 1 + np.random.randint(most)
    ruin(p, h.trial, h.near, _way(), many, h.dirty)
    for v in range(len(h.dirty)):
        if h.dirty[v] and not refresh(p, h.trial, v):
            return False
    chance = np.random.random()
    if chance < 0.7:
        one_by_one(p, h.trial, h.desk, BLINK, h.dirty)
    else:
        depth = 1 if chance < 0.75 else 2 if chance < 0.9 else 3
        by_regret(p, h.trial, h.desk, depth, 0.3 * np.random.random(), h.dirty)
    swap_tails(p, h.trial, h.dirty)
    keep_pairs(p, h.trial, h.dirty)
    return True


@inner
def _copy_dirty(h: Hunt, source: Runs, target: Runs) -> None:
    for v in range(len(h.dirty)):
        if h.dirty[v]:
            copy_run(source, target, v)
    target.where[:] = source.where


@inner
def _judge(p: Problem, h: Hunt, heat: float) -> None:
    """Take the trial over when it costs no more than chance and heat allow, else go back."""
    for v in range(len(h.dirty)):
        if h.dirty[v]:
            price(p, h.trial, v)
    cost = total(p, h.trial)
    if cost < WORTH * h.cost[1]:
        for v in range(len(h.dirty)):
            if h.dirty[v]:
                remember(p, h.trial, h.pool, v, cost)
    if cost < h.cost[0] - heat * np.log(np.random.random()):
        _copy_dirty(h, h.trial, h.now)
        h.cost[0] = cost
        if cost < h.cost[1] - 1e-9:
            copy_runs(h.trial, h.best)
            h.cost[1] = cost
    else:
        _copy_dirty(h, h.now, h.trial)


@compiled
def hunt(p: Problem, h: Hunt, steps: int, most: int, heat: float, cooling: float) -> float:
    """Do so many steps, taking out up to `most` trips in each; return the heat after it.

    `heat`: how much dearer a plan is taken over with a chance of 1/e; multiplied by `cooling` after each step.
    """
    for _ in range(steps):
        h.dirty[:] = 0
        if _change(p, h, most):
            _judge(p, h, heat)
        else:
            _copy_dirty(h, h.now, h.trial)
        heat *= cooling
    return heat
