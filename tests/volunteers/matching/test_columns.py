"""The columns themselves: they keep together, and one pair can be taken out."""

from dataclasses import replace

import numpy as np
import pytest

from tests.volunteers.matching.country import invented_facts
from volunteers.matching.columns import slots
from volunteers.matching.score import parts


def test_columns_of_different_lengths_are_refused() -> None:
    residents = invented_facts(5, 5).residents
    with pytest.raises(ValueError, match="Residents: columns of different lengths"):
        replace(residents, language=np.array([0]))


def test_a_pair_alone_is_the_same_two_people() -> None:
    facts = invented_facts(30, 20, seed=2)
    alone = facts.alone(77)
    assert (len(alone.residents), len(alone.volunteers), len(alone.pairs)) == (1, 1, 1)
    assert alone.residents.id[0] == facts.residents.id[facts.pairs.r[77]]
    assert alone.volunteers.id[0] == facts.volunteers.id[facts.pairs.v[77]]
    whole = {name: int(points[77]) for name, points in parts(facts).items()}
    assert {name: int(points[0]) for name, points in parts(alone).items()} == whole


@pytest.mark.parametrize(
    ("starts", "ends", "half_hours"),
    [
        (0, 60, [0, 1]),
        (10 * 60, 11 * 60, [20, 21]),
        (23 * 60 + 30, 24 * 60, [47]),
        (10 * 60 + 10, 11 * 60 + 20, [21]),
        (10 * 60 + 10, 10 * 60 + 50, []),
        (12 * 60, 12 * 60, []),
    ],
)
def test_only_whole_half_hours_count_as_free(starts: int, ends: int, half_hours: list[int]) -> None:
    found = [place for place in range(48) if slots(starts, ends) >> place & 1]
    assert found == half_hours
