"""What each part gives: from nothing to its whole weight, in whole points that add up."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override

from tests.volunteers.matching.country import invented_facts
from tests.volunteers.matching.two import SWEDISH, two
from volunteers.matching.columns import Facts
from volunteers.matching.explain import explain
from volunteers.matching.score import PARTS, parts, total
from volunteers.models import MatchPolicy

Side = dict[str, Any]
# (part, the resident, the volunteer, the pair, its points with the usual weights, what it says of itself)
CASES: list[tuple[str, Side, Side, Side, int, str | None]] = [
    ("preference", {}, {}, {"together": True}, 40, "They wish for each other's company."),
    ("preference", {}, {}, {"together": False}, 0, None),
    ("continuity", {}, {}, {"known": 0.0}, 0, None),
    ("continuity", {}, {}, {"known": 1.0}, 8, "They know each other from before."),
    ("continuity", {}, {}, {"known": 4.0}, 30, "They know each other from before."),
    ("continuity", {}, {}, {"known": 90.0}, 30, "They know each other from before."),
    ("distance", {}, {}, {"km": 0.0}, 25, "Lives less than a kilometre away."),
    ("distance", {}, {"radius_km": 20}, {"km": 5.0}, 19, "Lives 5.0 km away."),
    ("distance", {}, {"radius_km": 20}, {"km": 20.0}, 0, None),
    ("distance", {}, {"radius_km": 20}, {"km": 300.0}, 0, None),
    ("distance", {}, {"radius_km": 0}, {"km": 0.5}, 13, "Lives less than a kilometre away."),
    ("distance", {}, {}, {"km": np.nan}, 0, None),
    ("interests", {"interests": 0b110}, {"interests": 0b001}, {}, 0, None),
    ("interests", {"interests": 0b110}, {"interests": 0b011}, {}, 5, "They share 1 interest."),
    ("interests", {"interests": 0b110}, {"interests": 0b110}, {}, 10, "They share 2 interests."),
    ("interests", {"interests": 31}, {"interests": 31}, {}, 15, "They share 5 interests."),
    ("language", {}, {}, {}, 10, "They have the same mother tongue."),
    ("language", {"language": SWEDISH}, {}, {}, 0, None),
    ("language", {"language": -1}, {"language": -1}, {}, 0, None),
    ("load", {}, {"capacity": 4, "load": 0}, {}, 15, "Has room for 4 people."),
    ("load", {}, {"capacity": 4, "load": 3}, {}, 4, "Has room for 1 person."),
    ("load", {}, {"capacity": 4, "load": 6}, {}, 0, None),
    ("load", {}, {"capacity": 0, "load": 0}, {}, 0, None),
    ("unasked", {}, {"last_asked_days": 0}, {}, 0, None),
    ("unasked", {}, {"last_asked_days": 30}, {}, 5, "Was last asked for something 30 days ago."),
    ("unasked", {}, {"last_asked_days": 90}, {}, 10, "Was last asked for something 90 days ago."),
    ("unasked", {}, {"last_asked_days": -1}, {}, 10, "Has never been asked for anything."),
]


@pytest.mark.parametrize(("part", "resident", "volunteer", "pair", "points", "words"), CASES)
def test_a_part_gives_its_points_and_says_why(
    part: str, resident: Side, volunteer: Side, pair: Side, points: int, words: str | None
) -> None:
    facts = two(resident, volunteer, pair)
    assert parts(facts)[part].tolist() == [points]
    with override("en"):
        said = {reason.name: str(reason.words) for reason in explain(facts, 0).speaks_for}
    assert said.get(part) == words


def test_every_part_has_a_case_here_and_a_weight_that_each_association_can_choose() -> None:
    assert {part.name for part in PARTS} == {case[0] for case in CASES}
    for part in PARTS:
        assert getattr(MatchPolicy(), part.name) > 0


def test_parts_are_between_nothing_and_their_weight_and_add_up() -> None:
    facts = invented_facts(200, 60, seed=5)
    found = parts(facts)
    for name, points in found.items():
        weight = getattr(MatchPolicy(), name)
        assert 0 <= points.min() <= points.max() <= weight, name
    assert np.sum(list(found.values()), axis=0).tolist() == total(facts).tolist()


def test_a_weight_of_zero_silences_a_part() -> None:
    facts = two()
    silent = replace(facts, policies=replace(facts.policies, language=np.array([0])))
    assert "language" not in {reason.name for reason in explain(silent, 0).speaks_for}
    assert total(silent)[0] == total(facts)[0] - 10


def test_each_resident_is_scored_by_the_weights_of_their_own_association() -> None:
    facts = invented_facts(40, 20, seed=6)
    two_offices = {name: np.array([column[0], 0]) for name, column in vars(facts.policies).items()}
    whose = np.arange(40) % 2
    mixed = Facts(
        replace(facts.residents, policy=whose),
        facts.volunteers,
        facts.pairs,
        replace(facts.policies, **two_offices),
    )
    expected = np.where(whose[facts.pairs.r] == 0, total(facts), 0)
    assert total(mixed).tolist() == expected.tolist()
