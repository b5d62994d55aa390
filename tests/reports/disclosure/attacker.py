"""An attacker who has kept every number ever shown: reckons with SciPy, and shares no code with the publisher.

Reads what `export_published` writes (format sdc-attack/1) and nothing else, and says what each cell can be.
"""

from collections import defaultdict
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

Key = tuple[str, frozenset[tuple[str, str]]]
Row = dict[Key, float]


def _band(display: dict[str, Any], value: int) -> tuple[int, int]:
    """Return what a shown value can stand for."""
    base = display["base"]
    if display["kind"] == "nearest":
        return max(0, value - base // 2), value + base // 2
    return value, value if display["kind"] == "exact" else value + base - 1


class Attacker:
    """Holds one unknown for each count at the bottom of a measure, and one row for each thing known."""

    def __init__(self, export: dict[str, Any]) -> None:
        self.dimensions: dict[str, dict[str, list[str]]] = {
            name: value if isinstance(value, dict) else {"*": value}
            for name, value in export["dimensions"].items()
        }
        self.measures = export["measures"]
        self.tables = export["tables"]
        self.at_most = [relation["le"] for relation in export.get("relations", [])]
        self.uses = {name: self._dims_of(name) for name in self.measures}
        self.rows: list[tuple[Row, float, float]] = []
        self.unknowns: dict[Key, int] = {}
        self._write_down()

    def possible(self, measure: str, place: dict[str, str]) -> tuple[float, float]:
        """Return the least and the greatest whole number that the count can be."""
        goal = self._terms(measure, place)
        return np.ceil(self._solve(goal, 1) - 1e-6), np.floor(-self._solve(goal, -1) + 1e-6)

    def _solve(self, goal: Row, sign: int) -> float:
        """Return the least of `sign * goal`: the sum over the islands, as nothing known ties one to another."""
        costs: dict[int, Row] = defaultdict(dict)
        for key, factor in goal.items():
            costs[self.islands[self.unknowns[key]]][key] = sign * factor
        return sum(self._solve_on(island, costs[island]) for island in costs)

    def _solve_on(self, island: int, goal: Row) -> float:
        columns, matrix, limits = self._known_on(island)
        costs = np.zeros(len(self.unknowns))
        for key, factor in goal.items():
            costs[self.unknowns[key]] = factor
        found = linprog(costs[columns], A_ub=matrix, b_ub=limits, bounds=(0, None), method="highs")
        if found.status == 3:
            return -np.inf
        assert found.status == 0, found.message
        return float(found.fun)

    def _known_on(self, island: int) -> tuple[NDArray[np.int64], csr_matrix, NDArray[np.float64]]:
        """Return the unknowns of `island` and what is known about them."""
        if island not in self.known:
            columns = np.flatnonzero(self.islands == island)
            mine = self.matrix[:, columns]
            rows = np.flatnonzero(mine.getnnz(axis=1))
            self.known[island] = columns, mine[rows], self.limits[rows]
        return self.known[island]

    def _dims_of(self, measure: str) -> list[str]:
        names = {
            dim
            for t in self.tables
            if t["measure"] == measure
            for c in t["cells"]
            for dim in c["at"]
        }
        return sorted(names)

    def _leaves(self, dim: str, member: str) -> list[str]:
        below = self.dimensions[dim].get(member, [])
        return [leaf for each in below for leaf in self._leaves(dim, each)] if below else [member]

    def _terms(self, measure: str, place: dict[str, str]) -> Row:
        """Return the unknowns that add up to the count."""
        union = self.measures[measure].get("union", [])
        choices = [
            [
                (dim, leaf)
                for leaf in (
                    [place.get(dim, "*")]
                    if dim in union
                    else self._leaves(dim, place.get(dim, "*"))
                )
            ]
            for dim in self.uses[measure]
        ]
        keys = [(measure, frozenset(each)) for each in product(*choices)]
        for key in keys:
            self.unknowns.setdefault(key, len(self.unknowns))
        return dict.fromkeys(keys, 1.0)

    def _write_down(self) -> None:
        for table in self.tables:
            for cell in table["cells"]:
                terms = self._terms(table["measure"], cell["at"])
                if cell.get("small"):
                    self.rows.append((terms, table["small"][0], table["small"][1]))
                elif cell["value"] is not None:
                    self.rows.append((terms, *_band(table["display"], cell["value"])))
        self._write_down_unions()
        self._write_down_order()
        upper: list[tuple[Row, float]] = []
        for terms, low, high in self.rows:
            if np.isfinite(high):
                upper.append((terms, high))
            upper.append(({key: -factor for key, factor in terms.items()}, -low))
        self.limits = np.array([limit for _, limit in upper])
        data = [
            (row, self.unknowns[key], factor)
            for row, (terms, _) in enumerate(upper)
            for key, factor in terms.items()
        ]
        rows, columns, values = zip(*data, strict=True)
        shape = (len(upper), len(self.unknowns))
        self.matrix = csr_matrix((values, (rows, columns)), shape=shape)
        tied = abs(self.matrix)
        _count, self.islands = connected_components(tied.T @ tied, directed=False)
        self.known: dict[int, tuple[NDArray[np.int64], csr_matrix, NDArray[np.float64]]] = {}

    def _write_down_unions(self) -> None:
        """Of a whole and its parts: each part is at most the whole, and the whole at most all parts."""
        for measure, facts in self.measures.items():
            for dim in facts.get("union", []):
                for whole, parts in self.dimensions[dim].items():
                    self._union(measure, dim, whole, parts)

    def _union(self, measure: str, dim: str, whole: str, parts: list[str]) -> None:
        seen = {dict(place).get(dim, "*") for name, place in self.unknowns if name == measure}
        known = [part for part in parts if part in seen]
        if whole not in seen or not known or dim not in self.uses[measure]:
            return
        others = [d for d in self.uses[measure] if d != dim]
        for leaves in product(*(self._leaves(d, "*") for d in others)):
            rest = dict(zip(others, leaves, strict=True))
            above = self._terms(measure, rest | {dim: whole})
            below = [self._terms(measure, rest | {dim: part}) for part in known]
            for part in below:
                self.rows.append((above | dict.fromkeys(part, -1.0), 0, np.inf))
            if len(known) == len(parts):
                everything = {key: 1.0 for part in below for key in part}
                self.rows.append((everything | dict.fromkeys(above, -1.0), 0, np.inf))

    def _write_down_order(self) -> None:
        for smaller, larger in self.at_most:
            common = set(self.uses[smaller]) & set(self.uses[larger])
            for table in self.tables:
                if table["measure"] not in {smaller, larger}:
                    continue
                for cell in table["cells"]:
                    if set(cell["at"]) <= common:
                        terms = self._terms(larger, cell["at"])
                        terms |= dict.fromkeys(self._terms(smaller, cell["at"]), -1.0)
                        self.rows.append((terms, 0, np.inf))
