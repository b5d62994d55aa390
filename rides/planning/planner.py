"""Plans a day: `plan` searches for as long as it may, and is the same for the same iterations and seed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from rides.planning.day import Day, Key
from rides.planning.explain import explain_all
from rides.planning.plans import plan_of, runs_of, write_run
from rides.planning.problem import Model, model_of
from rides.planning.recombine import recombine
from rides.planning.result import Plan
from rides.planning.routes import Runs
from rides.planning.search import Hunt, begin, hunt, settle_on
from rides.planning.timetable import nodes_of, stops_in

# The search cools down and recombines what it met this often.
ROUNDS = 2
# Steps between two looks at the clock: some milliseconds; and those that make a first plan.
STRIDE, FIRST_STEPS = 20, 60
MOST_REMOVED = 10
# Heat at the beginning of the first round and at the end of each, as shares of what a trip costs on average.
HOT, COLD = 0.3, 0.0025
# What is kept of a round for recombining, at least: a share, and so many times what it took before.
SHARE, SPARE = 0.1, 1.5
# The integer program may take this share of it, or so many seconds when there is no clock.
WHOLE_SHARE, PATIENCE = 0.5, 60.0


def plan(
    day: Day, *, seconds: float | None = None, iterations: int | None = None, seed: int = 1
) -> Plan:
    """Return the best plan found in `seconds` or `iterations`, whichever ends first; one has to be given.

    The search begins with what was published. Raises DayError when the day contradicts itself.
    """
    if seconds is None and iterations is None:
        raise ValueError("plan needs seconds or iterations")
    began, model = time.perf_counter(), model_of(day)
    best = published_runs(model)
    if day.vehicles and model.problem.free.any():
        course = _Course(model, begin(model.problem, seed), seconds, iterations, began)
        best = course.run(best)
    found = plan_of(model, best)
    return replace(found, unserved=explain_all(day, found))


def published_runs(model: Model) -> Runs:
    """Return runs with what was published as far as it can be held, run by run, and no leg without its pair."""
    runs, n = runs_of(model), len(model.day.trips)
    ahead = _published_stops(model)
    for v, vehicle in enumerate(model.day.vehicles):
        aboard = [(one.late, one.trip.key, False) for one in model.runs[v].aboard]
        order = sorted([*aboard, *ahead.get(vehicle.key, [])], key=lambda stop: stop[0])
        stops = nodes_of(model, [(key, pickup) for _, key, pickup in order])
        allowed = all(model.problem.fee[v, node % n] < inf for node in stops if node < n)
        if not allowed or not write_run(model, runs, v, stops):
            write_run(model, runs, v, nodes_of(model, [(key, False) for _, key, _ in aboard]))
    half = {
        i for i, j in enumerate(model.problem.pair) if runs.where[i] >= 0 > runs.where[j] and j >= 0
    }
    for v in {int(runs.where[i]) for i in half}:
        write_run(model, runs, v, [node for node in stops_in(runs, v) if node % n not in half])
    return runs


def _published_stops(model: Model) -> dict[Key, list[tuple[float, Key, bool]]]:
    """Return the published stops that can still change, with their minutes, by vehicle."""
    stops: dict[Key, list[tuple[float, Key, bool]]] = {}
    for key, told in model.day.published.items():
        if key in model.number and model.problem.free[model.number[key]]:
            ends = [(told.pickup, key, True), (told.dropoff, key, False)]
            stops.setdefault(told.vehicle, []).extend(ends)
    return stops


@dataclass
class _Course:
    """One search from its first plan to its last, by the clock or by counting."""

    model: Model
    hunt: Hunt
    seconds: float | None
    iterations: int | None
    began: float
    steps: int = 0
    took: float = 0.0

    def run(self, first: Runs) -> Runs:
        p = self.model.problem
        settle_on(p, self.hunt, first)
        self._hunt(FIRST_STEPS, 0.0)
        served = max(1, int((self.hunt.best.where >= 0).sum()))
        each = float(self.hunt.best.cost.sum()) / served
        for number in range(ROUNDS):
            for done in self._strides(number):
                hot = HOT / (1 + number)
                self._hunt(STRIDE, each * hot * (COLD / hot) ** done)
            better = self._recombined()
            settle_on(p, self.hunt, self.hunt.best if better is None else better)
        return self.hunt.best

    def _hunt(self, steps: int, heat: float) -> None:
        hunt(self.model.problem, self.hunt, steps, MOST_REMOVED, heat, 1.0)
        self.steps += steps

    def _strides(self, number: int) -> Iterator[float]:
        """Go on, and tell how much of the round is done, until the round's time or steps are over."""
        first, last = self._spent(), (number + 1) / ROUNDS - self._kept()
        while (spent := self._spent()) < last:
            yield (spent - first) / (last - first)

    def _spent(self) -> float:
        """Return how much of the time or of the steps is gone."""
        by_clock = (time.perf_counter() - self.began) / self.seconds if self.seconds else 0.0
        return max(by_clock, self.steps / self.iterations if self.iterations else 0.0)

    def _kept(self) -> float:
        """Return the share of everything that is kept for recombining at the end of a round."""
        took = SPARE * self.took / self.seconds if self.seconds else 0.0
        return max(SHARE / ROUNDS, took)

    def _recombined(self) -> Runs | None:
        began, patience = time.perf_counter(), PATIENCE
        if self.seconds is not None:
            patience = WHOLE_SHARE * self._kept() * self.seconds
        better = recombine(self.model, self.hunt.pool, float(self.hunt.cost[1]), patience)
        self.took = time.perf_counter() - began
        return better
