"""Attacking an export with its true counts beside it: which protected counts can be told too closely."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from tests.reports.disclosure.attacker import Attacker


@dataclass(frozen=True)
class Verdict:
    """How many counts are protected, which can be told exactly or too closely, and which are told wrongly."""

    protected: int
    exact: list[str]
    narrow: list[str]
    wrong: list[str]


def attack(export: dict[str, Any]) -> Verdict:
    """Try every cell of `export` (made with --truth); the attacker itself sees no true count."""
    attacker = Attacker(export)
    protected, exact, narrow, wrong = 0, [], [], []
    for name, unit, cell in _cells(export):
        low, high = attacker.possible(name, cell["at"])
        label = f"{name} {cell['at']}: {low:g} to {high:g}, is {cell['true']}"
        if not low <= cell["true"] <= high:
            wrong.append(label)
        if not _is_protected(unit, cell):
            continue
        protected += 1
        if low == high:
            exact.append(label)
        elif not _is_wide(unit, cell["true"], low, high):
            narrow.append(label)
    return Verdict(protected, exact, narrow, wrong)


def _cells(export: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for table in export["tables"]:
        for cell in table["cells"]:
            yield table["measure"], export["measures"][table["measure"]]["unit"], cell


def _is_protected(unit: str, cell: dict[str, Any]) -> bool:
    if unit == "persons":
        return bool(cell["true"] < 5)
    return bool(cell["contributors"] < 5 or cell["top_share"] > 0.5)


def _is_wide(unit: str, true: int, low: float, high: float) -> bool:
    if unit == "persons":
        return high - low + 1 >= 5
    wide = high - low + 1 >= 10
    return wide and low <= floor(true * 0.85) and high >= ceil(true * 1.15)
