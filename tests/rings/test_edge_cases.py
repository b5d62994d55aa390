"""The table of the edge cases that comparable systems teach, and the tests that hold each of them."""

import ast
import re
from functools import cache

import pytest

from tests.house.floors import ROOT

EDGES = {
    1: "A series at 03:30 on the nights on which that hour does not exist or exists twice",
    2: "Today between midnight and three in Helsinki",
    3: "Monday is weekday 0; week 53 and the turn of the year in a rotation of four weeks",
    4: "A holiday falls on a ring day and the resident wants the call anyway",
    5: "The rule is changed while people are booked",
    6: "The series ended yesterday and the generator runs at the same time",
    7: "A volunteer in two organisations: busy, and nothing more is told",
    8: "10-11 and 11-12 next door is fine; twenty kilometres away is not",
    9: "A stand-in asks for a stand-in; the original returns early",
    10: "A yes comes by text after the coordinator gave it away by telephone",
    11: "Yes to the wrong one of two open offers",
    12: "An absence for a day under way, across midnight, for half a day",
    13: "A credential lapses between the yes and the day",
    14: "A resident dies or moves to care",
    15: "Two residents, one household, one telephone number",
    16: "A volunteer becomes a resident, and the reverse",
    17: "A leg at an unknown time",
    18: "A companion, a wheelchair",
    19: "A cap or a rate changes in the middle",
    20: "A municipality with three residents served",
    21: "The same person under two spellings, a landline with and without country code",
    22: "A landline cannot take texts",
    23: "A coordinator edits while the volunteer withdraws",
    24: "Undo after a day was called off, with the messages held back meanwhile",
}
HELD_IN = {
    **dict.fromkeys((1, 2, 3, 4, 5, 6), "tests/rings/test_edge_series.py"),
    **dict.fromkeys((7, 15, 16), "tests/rings/test_edge_privacy.py"),
    8: "tests/rings/test_overlap.py",
    **dict.fromkeys((9, 10, 12, 13, 14, 22), "tests/rings/test_edge_people.py"),
    11: "tests/conversations/test_gigs_two_at_once.py",
    **dict.fromkeys((17, 18, 19, 20), "tests/rings/test_edge_rides.py"),
    21: "tests/people/register/test_people.py",
    23: "tests/rings/week/test_two_coordinators.py",
    24: "tests/rings/test_bulk_cancel.py",
}


@pytest.mark.parametrize("number", EDGES)
def test_each_edge_case_has_a_test_that_names_it(number: int) -> None:
    assert named_in(HELD_IN[number]).get(number), f"{HELD_IN[number]} holds no edge {number}"


def test_the_table_has_all_twenty_four() -> None:
    assert list(EDGES) == list(range(1, 25))
    assert EDGES.keys() == HELD_IN.keys()


@cache
def named_in(path: str) -> dict[int, list[str]]:
    """Return the names of the tests in `path` by the edge that their docstrings name."""
    found: dict[int, list[str]] = {}
    for node in ast.parse((ROOT / path).read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            words = ast.get_docstring(node) or ""
            for number in re.findall(r"\bedge (\d+):", words, re.IGNORECASE):
                found.setdefault(int(number), []).append(node.name)
    return found
