"""Each soft rule: what it speaks against, what just passes, and what it says."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override

from tests.volunteers.matching.two import two
from volunteers.matching.columns import Facts, slots
from volunteers.matching.explain import explain
from volunteers.matching.soft import SOFT

Side = dict[str, Any]
MONDAYS = [slots(8 * 60, 12 * 60), 0, 0, 0, 0, 0, 0]
NEVER = [0] * 7

DOUBTFUL: list[tuple[str, Side, Side, Side, str]] = [
    ("asked_today", {}, {"last_asked_days": 0}, {}, "Was asked for something today."),
    ("asked_lately", {}, {"last_asked_days": 1}, {}, "Was asked for something 1 day ago."),
    ("asked_lately", {}, {"last_asked_days": 6}, {}, "Was asked for something 6 days ago."),
    (
        "woman_unknown",
        {"wished_gender": 1},
        {"gender": 0},
        {},
        "The resident wishes for a woman; the volunteer's gender is not known.",
    ),
    (
        "man_unknown",
        {"wished_gender": 2},
        {"gender": 0},
        {},
        "The resident wishes for a man; the volunteer's gender is not known.",
    ),
    ("place_unknown", {}, {}, {"km": np.nan}, "It is not known how far apart they live."),
]


@pytest.mark.parametrize(("rule", "resident", "volunteer", "pair", "words"), DOUBTFUL)
def test_a_doubt_is_said_and_bars_nobody(
    rule: str, resident: Side, volunteer: Side, pair: Side, words: str
) -> None:
    found = explain(two(resident, volunteer, pair), 0)
    with override("en"):
        assert [(reason.name, str(reason.words)) for reason in found.soft] == [(rule, words)]
    assert found.hard == ()


def with_hours(facts: Facts, week: list[int]) -> Facts:
    return replace(facts, volunteers=replace(facts.volunteers, free=np.array([week], np.uint64)))


def test_whoever_is_free_on_one_of_three_wished_days_is_doubtful() -> None:
    found = explain(with_hours(two({"weekdays": 0b111}), MONDAYS), 0)
    with override("en"):
        said = [str(reason.words) for reason in found.soft]
    assert said == ["Is free on 1 of the 3 wished days only."]
    assert found.hard == ()


def test_hours_told_in_words_only_are_to_be_read_first() -> None:
    found = explain(with_hours(two(volunteer={"in_words": True}), NEVER), 0)
    assert [reason.name for reason in found.soft] == ["hours_in_words"]


@pytest.mark.parametrize(
    "facts",
    [
        two(volunteer={"last_asked_days": 7}),
        two(volunteer={"last_asked_days": -1}),
        two(volunteer={"last_asked_days": 0}, pair={"planned": True}),
        two(volunteer={"in_words": True}),
        two({"wished_gender": 1}, {"gender": 1}),
        two({"is_visit": False}, pair={"km": np.nan}),
        with_hours(two({"weekdays": 0b1}), MONDAYS),
        with_hours(two({"weekdays": 0}), MONDAYS),
        with_hours(two({"weekdays": 0b111}), NEVER),
    ],
)
def test_where_there_is_no_doubt_nothing_is_said(facts: Facts) -> None:
    found = explain(facts, 0)
    assert found.soft == found.hard == ()


def test_every_soft_rule_has_a_case_here() -> None:
    others = {"some_days", "hours_in_words"}
    assert {rule.name for rule in SOFT} == {case[0] for case in DOUBTFUL} | others
