"""Plans a day: `plan` searches for as long as it may, and is the same for the same iterations and seed."""

import time

from rides.planning.day import Day
from rides.planning.plans import plan_of, runs_of
from rides.planning.problem import Model, model_of
from rides.planning.result import Plan
from rides.planning.search import Hunt, begin, hunt, settle_on

# Steps between two looks at the clock: some milliseconds.
STRIDE = 20


def plan(
    day: Day, *, seconds: float | None = None, iterations: int | None = None, seed: int = 1
) -> Plan:
    """Return the best plan found in `seconds` or `iterations`, one of which is to be given.

    Raises DayError when the day contradicts itself.
    """
    model = model_of(day)
    if not day.vehicles or not model.problem.free.any():
        return plan_of(model, runs_of(model))
    p = model.problem
    found = begin(p, seed)
    settle_on(p, found, runs_of(model))
    began, done = time.perf_counter(), 0
    while (iterations is None or done < iterations) and (
        seconds is None or time.perf_counter() - began < seconds
    ):
        hunt(p, found, STRIDE, 20, 1.0, 1.0)
        done += STRIDE
    return plan_of(model, found.best)
