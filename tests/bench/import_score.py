"""How well a reading of a register matches the truth about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# Fields of the truth that are about a row and not about a person.
ABOUT_ROWS = frozenset({"row", "sheet_row", "duplicate_of", "problem"})

# Under which name a field's doubts stand in the attention list, where it is another.
FLAGGED_AS = {
    "first": "name",
    "last": "name",
    "kind": "phones",
    "language": "languages",
}

Truth = Mapping[str, Any]


def score(reading: Mapping[str, Any], truth: Sequence[Truth]) -> dict[str, int]:
    """Counts of cells, cells right, people found once, wrong merges, unusable numbers flagged, and
    of cells that are wrong although nothing was flagged.

    `reading` is the import's JSON, `truth` one entry a sheet row, a repeated person marked by
    `duplicate_of` with the row of the first entry, an unusable number by `problem`.
    """
    holder = {row: person for person in reading["people_list"] for row in person["rows"]}
    flagged = {(item["row"], item["field"]) for item in reading["attention"]}
    cells = [cell for entry in truth for cell in _cells(entry, holder, flagged)]
    return {
        "cells": len(cells),
        "cells_right": sum(right for right, _ in cells),
        "guessed_wrong": sum(not right and not doubted for right, doubted in cells),
        "people": len({_identity(entry) for entry in truth}),
        "people_found": _found_once(truth, holder),
        "wrong_merges": _wrong_merges(truth, reading["people_list"]),
        "unusable": sum(entry.get("problem") == "phone" for entry in truth),
        "unusable_flagged": sum(
            entry.get("problem") == "phone" and (_row(entry), "phones") in flagged
            for entry in truth
        ),
    }


def _row(entry: Truth) -> int:
    return int(entry.get("sheet_row", entry["row"]))


def _identity(entry: Truth) -> int:
    return int(entry.get("duplicate_of", _row(entry)))


def _cells(
    entry: Truth, holder: Mapping[int, Mapping[str, Any]], flagged: set[tuple[int, str]]
) -> Iterator[tuple[bool, bool]]:
    """Of each cell of a truth entry: whether it was read right, and whether it was flagged."""
    person = holder.get(_row(entry), {})
    rows = person.get("rows", [_row(entry)])
    for name, value in entry.items():
        if name not in ABOUT_ROWS:
            doubted = any((row, FLAGGED_AS.get(name, name)) in flagged for row in rows)
            yield name in person and person[name] == value, doubted


def _found_once(truth: Sequence[Truth], holder: Mapping[int, Mapping[str, Any]]) -> int:
    """People of the truth of whom all rows came to one person of that name."""
    found: dict[int, set[int]] = defaultdict(set)
    for entry in truth:
        person = holder.get(_row(entry))
        named = person and (person["first"], person["last"]) == (entry["first"], entry["last"])
        found[_identity(entry)].add(person["row"] if person and named else -_row(entry))
    return sum(len(rows) == 1 and min(rows) > 0 for rows in found.values())


def _wrong_merges(truth: Sequence[Truth], people: Sequence[Mapping[str, Any]]) -> int:
    identity = {_row(entry): _identity(entry) for entry in truth}
    return sum(len({identity.get(row, -row) for row in person["rows"]}) > 1 for person in people)
