"""Whole registers against the truth about them: the two shared ones, and variants of their kind."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from people.register.columns import Kind
from people.register.reader import read_register
from tests.bench.import_score import score
from tests.people.register.places import PLACES
from tests.people.register.variants import make_variant

REGISTERS = Path(__file__).parents[2] / "data" / "registers"
TODAY = date(2026, 11, 22)
FILES: list[tuple[Kind, str]] = [
    ("volunteers", "vapaaehtoiset.xlsx"),
    ("residents", "asukkaat.xlsx"),
]


def truth_of(kind: Kind) -> tuple[list[dict[str, Any]], dict[str, int]]:
    truth = json.loads((REGISTERS / "truth.json").read_text("utf-8"))
    return truth[kind], truth[f"{kind}_summary"]


@pytest.mark.parametrize(("kind", "file"), FILES)
def test_a_shared_register_is_read_as_its_truth_says(kind: Kind, file: str) -> None:
    reading = read_register(REGISTERS / file, kind, PLACES, today=TODAY).as_json()
    truth, summary = truth_of(kind)
    result = score(reading, truth)
    assert (reading["rows"], reading["people"], reading["merged"]) == (
        summary["rows"], summary["people"], summary["duplicates"],
    )  # fmt: skip
    assert result["people_found"] == result["people"] == summary["people"]
    assert result["unusable_flagged"] == result["unusable"] == summary["unusable_phone"]
    assert result["wrong_merges"] == result["guessed_wrong"] == 0
    assert result["cells_right"] >= 0.98 * result["cells"]


@pytest.mark.parametrize("kind", ["volunteers", "residents"])
@pytest.mark.parametrize("seed", range(12))
def test_a_register_of_another_office_is_read_as_well(kind: Kind, seed: int) -> None:
    variant = make_variant(kind, seed)
    reading = read_register(variant.content, kind, PLACES, today=TODAY).as_json()
    result = score(reading, variant.truth)
    assert reading["rows"] == len(variant.truth)
    assert result["people_found"] == result["people"]
    assert result["unusable_flagged"] == result["unusable"]
    assert result["wrong_merges"] == 0
    assert result["guessed_wrong"] <= 0.005 * result["cells"]
    assert result["cells_right"] >= 0.98 * result["cells"]
