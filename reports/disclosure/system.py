"""Everything ever shown, as linear relations between the counts at the bottom of every measure.

Events, and persons within one period, add up from their leaves. Over a union dimension (time) distinct persons
do not: it is known only that a quarter is at most its year, and the year at most the sum of its quarters.
The variables are whole numbers taken as real ones, which never makes a range narrower than it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from ortools.linear_solver.pywraplp import Solver

from reports.disclosure.cells import TOTAL, At, Frame, Measure, Table

Key = tuple[str, At]


class ContradictionError(Exception):
    """What was shown cannot all be true: somewhere a count was shown wrongly."""


@dataclass(frozen=True)
class Range:
    """The least and the greatest value that a count can have; None: no greatest."""

    low: int
    high: int | None


class System:
    """Reckons how far all tables together narrow a count."""

    def __init__(self, frame: Frame, tables: Iterable[Table]) -> None:
        self._frame = frame
        self._solver: Any = Solver.CreateSolver("GLOP")
        self._bottom: dict[Key, Any] = {}
        self._nodes: dict[str, set[At]] = defaultdict(set)
        self._shown = _ranges(tables)
        for (name, place), (low, high) in self._shown.items():
            terms = self._terms(name, place)
            self._row(low, high, dict.fromkeys(terms, 1.0))
        for name in list(self._nodes):
            self._join_periods(frame.measures[name])
        for smaller, larger in frame.at_most:
            self._order(smaller, larger)

    def range_of(self, name: str, place: At) -> Range:
        """Return what can be inferred of the count of measure `name` at `place`.

        Raises `ContradictionError` when the tables contradict each other.
        """
        objective = self._solver.Objective()
        objective.Clear()
        for term in self._terms(name, place):
            objective.SetCoefficient(term, 1)
        low = self._extreme(objective, least=True)
        high = self._extreme(objective, least=False)
        return Range(_up(low or 0.0), None if high is None else _down(high))

    def _extreme(self, objective: Any, *, least: bool) -> float | None:
        objective.SetOptimizationDirection(not least)
        status = self._solver.Solve()
        if status == Solver.OPTIMAL:
            return float(objective.Value())
        if status == Solver.UNBOUNDED and not least:
            return None
        if status == Solver.INFEASIBLE and self._is_possible(objective):
            return None
        raise ContradictionError

    def _is_possible(self, objective: Any) -> bool:
        """Tell whether the rows hold together: the solver may say infeasible of what has no greatest value."""
        kept = [v for v in self._bottom.values() if objective.GetCoefficient(v)]
        objective.Clear()
        possible = self._solver.Solve() == Solver.OPTIMAL
        for variable in kept:
            objective.SetCoefficient(variable, 1)
        return bool(possible)

    def _terms(self, name: str, place: At) -> list[Any]:
        return [self._variable(name, leaf) for leaf in self._leaves(name, place)]

    def _leaves(self, name: str, place: At) -> Iterator[At]:
        """Yield the places at the bottom of the measure below `place`: over union dimensions it stays as it is."""
        measure, members = self._frame.measures[name], dict(place)
        choices = []
        for dim in measure.dims:
            member = members.get(dim, TOTAL)
            whole = dim in measure.union
            below = (member,) if whole else self._frame.dimensions[dim].leaves(member)
            choices.append([(dim, each) for each in below])
        return (frozenset(each) for each in product(*choices))

    def _variable(self, name: str, leaf: At) -> Any:
        key = name, leaf
        if key not in self._bottom:
            self._bottom[key] = self._solver.NumVar(0, self._solver.infinity(), "")
            union = self._frame.measures[name].union
            self._nodes[name].add(frozenset((d, m) for d, m in leaf if d in union))
        return self._bottom[key]

    def _row(self, low: float, high: float | None, terms: dict[Any, float]) -> None:
        greatest = self._solver.infinity() if high is None else high
        row = self._solver.Constraint(low, greatest)
        for variable, factor in terms.items():
            row.SetCoefficient(variable, factor)

    def _join_periods(self, measure: Measure) -> None:
        """Tie each node of the union dimensions to those directly above it."""
        for dim in sorted(measure.union):
            dimension = self._frame.dimensions[dim]
            for node in sorted(self._nodes[measure.name], key=sorted):
                member = dict(node)[dim]
                rest = node - {(dim, member)}
                known = [rest | {(dim, each)} for each in dimension.below(member)]
                known = [each for each in known if each in self._nodes[measure.name]]
                self._part(measure, node, known)
                if known and len(known) == len(dimension.below(member)):
                    self._sum(measure, node, known)

    def _part(self, measure: Measure, whole: At, parts: list[At]) -> None:
        for part in parts:
            for leaf in self._others(measure):
                terms = {self._variable(measure.name, whole | leaf): 1.0}
                terms[self._variable(measure.name, part | leaf)] = -1.0
                self._row(0, None, terms)

    def _sum(self, measure: Measure, whole: At, parts: list[At]) -> None:
        for leaf in self._others(measure):
            terms = {self._variable(measure.name, part | leaf): 1.0 for part in parts}
            terms[self._variable(measure.name, whole | leaf)] = -1.0
            self._row(0, None, terms)

    def _others(self, measure: Measure) -> list[At]:
        dims = [d for d in measure.dims if d not in measure.union]
        leaves = [[(d, leaf) for leaf in self._frame.dimensions[d].leaves(TOTAL)] for d in dims]
        return [frozenset(each) for each in product(*leaves)]

    def _order(self, smaller: str, larger: str) -> None:
        """Hold `smaller` at or below `larger` wherever either has been shown."""
        one, other = self._frame.measures[smaller], self._frame.measures[larger]
        common = set(one.dims) & set(other.dims)
        places = {place for name, place in self._shown if name in {smaller, larger}}
        for place in sorted(places, key=sorted):
            if {dim for dim, _member in place} <= common:
                terms: dict[Any, float] = dict.fromkeys(self._terms(larger, place), 1.0)
                terms |= dict.fromkeys(self._terms(smaller, place), -1.0)
                self._row(0, None, terms)


def _ranges(tables: Iterable[Table]) -> dict[Key, tuple[int, int | None]]:
    """Return what is known of each count by its own displays alone; raise when two displays exclude each other."""
    known: dict[Key, tuple[int, int | None]] = {}
    for table in tables:
        ranges = {place: table.range_of(shown) for place, shown in table.cells.items()}
        for place, (low, high) in (ranges | dict.fromkeys(table.not_offered, (0, 0))).items():
            key = table.measure, place
            before = known.get(key, (0, None))
            highs = [each for each in (high, before[1]) if each is not None]
            known[key] = max(low, before[0]), min(highs, default=None)
            if known[key][1] is not None and known[key][0] > (known[key][1] or 0):
                raise ContradictionError(f"{table.id}: {sorted(place)}")
    return known


TOLERANCE = 1e-6


def _up(value: float) -> int:
    return max(0, -int(-(value - TOLERANCE) // 1))


def _down(value: float) -> int:
    return int((value + TOLERANCE) // 1)
