"""Choose runs so that every trip is in one of them or left out, at the least cost: a set partitioning program."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.linear_solver.python import model_builder

from rides.planning.day import Floats
from rides.planning.problem import Ints, Problem


@dataclass(frozen=True)
class Column:
    """A run to choose: its kind of vehicle, its stops, its trips, and what it costs above doing nothing."""

    kind: int
    stops: tuple[int, ...]
    trips: tuple[int, ...]
    cost: float


@dataclass(frozen=True)
class Relaxed:
    """The value of the relaxation, and by column what choosing it would cost beyond its trips' prices."""

    value: float
    reduced: Floats


@dataclass(frozen=True)
class Partition:
    """The program over some columns. Variables: the columns, then for each trip that it is left out."""

    problem: Problem
    columns: list[Column]

    def relaxed(self) -> Relaxed | None:
        """Solve the relaxation."""
        model = self._program(whole=False)
        solver = model_builder.Solver("GLOP")
        if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
            return None
        reduced = np.asarray(solver.reduced_costs(model.get_variables()), dtype=np.float64)
        return Relaxed(float(solver.objective_value), reduced[: len(self.columns)])

    def best(self, seconds: float) -> tuple[float, list[Column]] | None:
        """Return the cost of the best choice and its columns; None when there was no time to find one."""
        model = self._program(whole=True)
        solver = model_builder.Solver("SCIP")
        solver.set_time_limit_in_seconds(seconds)
        done = model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE
        if solver.solve(model) not in done:
            return None
        values = np.asarray(solver.values(model.get_variables()))
        chosen = [c for c, value in zip(self.columns, values, strict=False) if value > 0.5]
        return float(solver.objective_value), chosen

    def _program(self, *, whole: bool) -> model_builder.Model:
        p, many = self.problem, len(self.columns)
        free = np.flatnonzero(p.free)
        model = model_builder.Model()  # type: ignore[no-untyped-call]
        helper: Any = model.helper
        ones = np.ones(many + len(free))
        most = ones if whole else np.full(many + len(free), np.inf)
        helper.add_var_array_with_bounds(0 * ones, most, np.full(len(ones), whole), "x")
        for k, column in enumerate(self.columns):
            helper.set_var_objective_coefficient(k, column.cost)
        for k, i in enumerate(free):
            helper.set_var_objective_coefficient(many + k, float(p.missing[i]))
        self._cover(model, free)
        self._limit_kinds(model)
        if whole:
            self._keep_pairs(model, free)
        return model

    def _cover(self, model: model_builder.Model, free: Ints) -> None:
        helper = model.helper
        row = {int(i): _row(model, 1.0, 1.0) for i in free}
        for k, i in enumerate(free):
            helper.set_constraint_coefficient(row[int(i)], len(self.columns) + k, 1.0)
        for k, column in enumerate(self.columns):
            for i in column.trips:
                helper.set_constraint_coefficient(row[i], k, 1.0)

    def _limit_kinds(self, model: model_builder.Model) -> None:
        rows = [_row(model, -np.inf, float(number)) for number in np.bincount(self.problem.kind)]
        for k, column in enumerate(self.columns):
            model.helper.set_constraint_coefficient(rows[column.kind], k, 1.0)

    def _keep_pairs(self, model: model_builder.Model, free: Ints) -> None:
        place = {int(i): len(self.columns) + k for k, i in enumerate(free)}
        for i, j in enumerate(self.problem.pair):
            if j > i:
                row = _row(model, 0.0, 0.0)
                model.helper.set_constraint_coefficient(row, place[i], 1.0)
                model.helper.set_constraint_coefficient(row, place[int(j)], -1.0)


def _row(model: model_builder.Model, least: float, most: float) -> int:
    row = int(model.helper.add_linear_constraint())
    model.helper.set_constraint_lower_bound(row, least)
    model.helper.set_constraint_upper_bound(row, most)
    return row
