"""How well a reading of a register matches the truth about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# Fields of the truth that are about a row and not about a person.
ABOUT_ROWS = frozenset({"row", "sheet_row", "sheet", "duplicate_of", "problem"})

# Under which name a field's doubts stand in the attention list, where it is another.
FLAGGED_AS = {
    "first": "name",
    "last": "name",
    "kind": "phones",
    "language": "languages",
}

Truth = Mapping[str, Any]
Spot = tuple[str, int]  # a sheet and a row; the sheet is "" where the truth names none


def score(reading: Mapping[str, Any], truth: Sequence[Truth]) -> dict[str, int]:
    """Counts of cells, cells right, people found once, wrong merges, unusable numbers flagged, and
    of cells that are wrong although nothing was flagged.

    `reading` is the import's JSON, `truth` one entry a sheet row, a repeated person marked by
    `duplicate_of` with the row (or sheet and row) of the first entry, an unusable number by `problem`.
    """
    named = any("sheet" in entry for entry in truth)
    holder = {spot: person for person in reading["people_list"] for spot in _spots(person, named)}
    flagged = {
        ((item["sheet"] if named else "", item["row"]), item["field"])
        for item in reading["attention"]
    }
    cells = [cell for entry in truth for cell in _cells(entry, holder, flagged, named)]
    return {
        "cells": len(cells),
        "cells_right": sum(right for right, _ in cells),
        "guessed_wrong": sum(not right and not doubted for right, doubted in cells),
        "people": len({_identity(entry) for entry in truth}),
        "people_found": _found_once(truth, holder, named),
        "wrong_merges": _wrong_merges(truth, reading["people_list"], named),
        "unusable": sum(entry.get("problem") == "phone" for entry in truth),
        "unusable_flagged": sum(
            entry.get("problem") == "phone" and (_spot(entry), "phones") in flagged
            for entry in truth
        ),
    }


def _spot(entry: Truth) -> Spot:
    return entry.get("sheet", ""), int(entry.get("sheet_row", entry["row"]))


def _spots(person: Mapping[str, Any], named: bool) -> list[Spot]:
    sheets = person["sheets"] if named else [""] * len(person["rows"])
    return list(zip(sheets, person["rows"], strict=True))


def _identity(entry: Truth) -> Spot:
    same = entry.get("duplicate_of", _spot(entry))
    return same if isinstance(same, tuple) else (entry.get("sheet", ""), int(same))


def _cells(
    entry: Truth,
    holder: Mapping[Spot, Mapping[str, Any]],
    flagged: set[tuple[Spot, str]],
    named: bool,
) -> Iterator[tuple[bool, bool]]:
    """Of each cell of a truth entry: whether it was read right, and whether it was flagged."""
    person = holder.get(_spot(entry), {})
    spots = _spots(person, named) if person else [_spot(entry)]
    for name, value in entry.items():
        if name not in ABOUT_ROWS:
            doubted = any((spot, FLAGGED_AS.get(name, name)) in flagged for spot in spots)
            yield name in person and person[name] == value, doubted


def _found_once(
    truth: Sequence[Truth], holder: Mapping[Spot, Mapping[str, Any]], named: bool
) -> int:
    """People of the truth of whom all rows came to one person of that name."""
    found: dict[Spot, set[Spot | None]] = defaultdict(set)
    for entry in truth:
        person = holder.get(_spot(entry))
        right = person and (person["first"], person["last"]) == (entry["first"], entry["last"])
        found[_identity(entry)].add(_spots(person, named)[0] if person and right else None)
    return sum(len(spots) == 1 and None not in spots for spots in found.values())


def _wrong_merges(truth: Sequence[Truth], people: Sequence[Mapping[str, Any]], named: bool) -> int:
    identity: dict[Spot, Spot] = {_spot(entry): _identity(entry) for entry in truth}
    return sum(
        len({identity.get(spot, spot) for spot in _spots(person, named)}) > 1 for person in people
    )
