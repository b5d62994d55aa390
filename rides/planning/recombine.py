"""The best plan out of all runs that the search has met: set partitioning.

The linear relaxation gives a price to each trip; only runs whose reduced cost is within the gap between it and the
best plan known can be part of a better one. Those few go to the integer program.
"""

import numpy as np

from rides.planning.partition import Column, Partition
from rides.planning.plans import runs_of, write_run
from rides.planning.pool import Pool
from rides.planning.problem import Model, Problem
from rides.planning.routes import Runs, total

# So many runs take part in the relaxation and in the integer program at most, the best first.
MOST_COLUMNS, MOST_CHOICES = 12_000, 2_500
LEAST_GAIN = 1e-6


def recombine(model: Model, pool: Pool, best: float, seconds: float) -> Runs | None:
    """Return runs that together cost less than `best`, None when the pool holds none or time is too short."""
    columns, idle = _columns(model, pool)
    partition = Partition(model.problem, columns)
    relaxed = partition.relaxed()
    if relaxed is None:
        return None
    gap = best - idle - relaxed.value
    order = np.argsort(relaxed.reduced, kind="stable")[:MOST_CHOICES]
    near = [columns[k] for k in order if relaxed.reduced[k] <= gap]
    if gap <= LEAST_GAIN:
        return None
    found = Partition(model.problem, near).best(seconds)
    if found is None or found[0] + idle >= best - LEAST_GAIN:
        return None
    runs = _written(model, found[1])
    return runs if runs is not None and total(model.problem, runs) < best - LEAST_GAIN else None


def _columns(model: Model, pool: Pool) -> tuple[list[Column], float]:
    """Return the best runs of the pool, costs above those of doing nothing, and what doing nothing costs."""
    p, count = model.problem, int(pool.filled[0])
    base = runs_of(model)
    idle = {int(kind): float(base.cost[v]) for v, kind in enumerate(p.kind)}
    order = np.argsort(pool.within[:count], kind="stable")[:MOST_COLUMNS]
    return [_column(p, pool, int(at), idle) for at in order], float(base.cost.sum())


def _column(p: Problem, pool: Pool, at: int, idle: dict[int, float]) -> Column:
    n, kind = len(p.direct), int(pool.kind[at])
    stops = tuple(int(node) for node in pool.stops[pool.first[at] : pool.first[at + 1]])
    trips = tuple(node - n for node in stops if node >= n and p.free[node - n])
    return Column(kind, stops, trips, float(pool.cost[at]) - idle[kind])


def _written(model: Model, chosen: list[Column]) -> Runs | None:
    """Return the chosen runs, each with a vehicle of its kind; the others do nothing."""
    runs = runs_of(model)
    free: dict[int, list[int]] = {int(kind): [] for kind in model.problem.kind}
    for v, kind in enumerate(model.problem.kind):
        free[int(kind)].append(v)
    for column in chosen:
        if not write_run(model, runs, free[column.kind].pop(0), list(column.stops)):
            return None
    return runs
