"""Each hard rule: what it bars, what just passes, and what it says."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.utils.functional import Promise
from django.utils.translation import override

from people.models import Limit
from tests.volunteers.matching.two import ALL_DAY, FINNISH, SWEDISH, two
from volunteers.fitness import OF_VOLUNTEER
from volunteers.matching.columns import Facts, slots
from volunteers.matching.explain import explain
from volunteers.matching.gates import GATES, LIMITS, UNFIT
from volunteers.models import Volunteer

Side = dict[str, Any]
MONDAY_MORNING = [[slots(8 * 60, 12 * 60), 0, 0, 0, 0, 0, 0]]


def hours(starts: int, ends: int, weekdays: int = 1) -> Side:
    return {"hour_from": starts, "hour_until": ends, "weekdays": weekdays}


def free(facts: Facts, week: list[list[int]]) -> Facts:
    """Give the volunteer these free half hours of each weekday."""
    return replace(facts, volunteers=replace(facts.volunteers, free=np.array(week, np.uint64)))


def at_home(limit: str) -> tuple[Side, Side]:
    bit = 1 << LIMITS.index(limit)
    return {"home": bit}, {"avoids": bit}


# (gate, the resident, the volunteer, the pair, what it says): one thing against them, and only that.
BARRED: list[tuple[str, Side, Side, Side, str | Promise]] = [
    *((why, {}, {"unfit": UNFIT.index(why)}, {}, OF_VOLUNTEER[why]) for why in OF_VOLUNTEER),
    ("not_a_volunteer", {}, {"unfit": UNFIT.index("not_a_volunteer")}, {}, "Is not a volunteer."),
    ("erased", {}, {"unfit": UNFIT.index("erased")}, {}, "The details have been erased."),
    ("credential", {}, {"lapsed": True}, {}, "A required paper or training is out of date."),
    ("away", {}, {"away": True}, {}, "Is away then."),
    ("does_not_do", {"kind_bits": 0b10}, {"kinds": 0b101}, {}, "Does not do this kind of task."),
    ("busy", {}, {}, {"busy": True}, "Has another task at that hour."),
    ("too_far", {}, {"radius_km": 8}, {"km": 8.25}, "Lives 8.2 km away; 8 km is the limit."),
    ("language", {"language": SWEDISH}, {}, {}, "They have no common language."),
    ("woman", {"wished_gender": 1}, {"gender": 2}, {}, "The resident wishes for a woman."),
    ("man", {"wished_gender": 2}, {"gender": 3}, {}, "The resident wishes for a man."),
    ("cat", *at_home("cat"), {}, "There is a cat at home; cannot be with cats."),
    ("dog", *at_home("dog"), {}, "There is a dog at home; cannot be with dogs."),
    ("smoke", *at_home("smoke"), {}, "There is tobacco smoke at home; cannot be in smoke."),
    ("stairs", *at_home("stairs"), {}, "There are stairs and no lift; cannot climb stairs."),
    ("apart", {}, {}, {"apart": True}, "These two are not to be together."),
    ("full", {}, {"load": 4}, {}, "Has 4 people already; 4 is the limit."),
    ("full", {}, {"load": 1, "capacity": 1}, {}, "Has 1 person already; 1 is the limit."),
    ("rest", {}, {"days_busy": 5}, {}, "Has a task on 5 days of the week already; needs rest."),
    ("same_home", {}, {}, {"same_home": True}, "They live in the same home."),
    ("same_home", {"id": 2}, {}, {}, "They live in the same home."),
]


@pytest.mark.parametrize(("gate", "resident", "volunteer", "pair", "words"), BARRED)
def test_a_gate_bars_for_its_own_reason_and_says_so(
    gate: str, resident: Side, volunteer: Side, pair: Side, words: str | Promise
) -> None:
    hard = explain(two(resident, volunteer, pair), 0).hard
    with override("en"):
        assert [(reason.name, str(reason.words)) for reason in hard] == [(gate, str(words))]


@pytest.mark.parametrize(
    ("wished", "week"),
    [
        (hours(7 * 60, 9 * 60), MONDAY_MORNING),
        (hours(11 * 60, 12 * 60 + 1), MONDAY_MORNING),
        (hours(10 * 60, 11 * 60, weekdays=0b10), MONDAY_MORNING),
        (hours(-1, -1, weekdays=0b10), MONDAY_MORNING),
        (hours(13 * 60, 14 * 60, weekdays=0), MONDAY_MORNING),
        (hours(12 * 60, -1), MONDAY_MORNING),
    ],
)
def test_whoever_is_free_on_none_of_the_wished_days_at_the_hours_is_barred(
    wished: Side, week: list[list[int]]
) -> None:
    hard = explain(free(two(wished), week), 0).hard
    with override("en"):
        assert [str(reason.words) for reason in hard] == ["Is not free at the wished hours."]


@pytest.mark.parametrize(
    "wished",
    [
        hours(8 * 60, 12 * 60),
        hours(10 * 60, 11 * 60, weekdays=0b11),
        hours(10 * 60, 11 * 60, weekdays=0),
        hours(-1, -1, weekdays=0b1),
        hours(-1, -1, weekdays=0),
        hours(11 * 60 + 30, -1),
    ],
)
def test_hours_within_the_free_ones_of_any_wished_day_pass(wished: Side) -> None:
    assert explain(free(two(wished), MONDAY_MORNING), 0).hard == ()


@pytest.mark.parametrize(
    ("resident", "volunteer", "pair"),
    [
        ({}, {"radius_km": 8}, {"km": 8.0}),
        ({}, {"radius_km": 8}, {"km": np.nan}),
        ({"is_visit": False}, {"radius_km": 8}, {"km": 80.0}),
        ({"is_visit": False, "home": 15}, {"avoids": 15}, {}),
        ({"home": 0b0101}, {"avoids": 0b1010}, {}),
        ({"kind_bits": 0b110}, {"kinds": 0b100}, {}),
        ({"kind_bits": 0b10}, {"kinds": 0}, {}),
        ({"language": SWEDISH, "other_languages": 1 << FINNISH}, {}, {}),
        ({"language": SWEDISH}, {"other_languages": 1 << SWEDISH}, {}),
        ({"language": -1}, {}, {}),
        ({"wished_gender": 1}, {"gender": 1}, {}),
        ({"wished_gender": 1}, {"gender": 0}, {}),
        ({}, {"load": 3}, {}),
        ({}, {"load": 9}, {"planned": True}),
        ({}, {"days_busy": 4}, {}),
        ({}, {"days_busy": 7}, {"planned": True}),
    ],
)
def test_what_just_fits_or_is_not_known_passes(resident: Side, volunteer: Side, pair: Side) -> None:
    assert explain(two(resident, volunteer, pair), 0).hard == ()


def test_whoever_has_told_no_hours_is_not_barred_by_them() -> None:
    assert explain(free(two(hours(3 * 60, 4 * 60)), [[0] * 7]), 0).hard == ()


def test_the_last_half_hour_of_the_day_counts() -> None:
    until_midnight = [[ALL_DAY & ~slots(0, 23 * 60), 0, 0, 0, 0, 0, 0]]
    assert explain(free(two(hours(23 * 60, 24 * 60)), until_midnight), 0).hard == ()
    assert explain(free(two(hours(22 * 60, 24 * 60)), until_midnight), 0).hard != ()


def test_every_reason_is_given_at_once() -> None:
    facts = two({"wished_gender": 1, "language": SWEDISH}, {"gender": 2, "away": True, "load": 4})
    names = [reason.name for reason in explain(facts, 0).hard]
    assert names == ["away", "language", "woman", "full"]


def test_every_gate_has_a_case_here_and_a_place_in_the_mask() -> None:
    assert {gate.name for gate in GATES} == {case[0] for case in BARRED} | {"not_free"}
    assert len({gate.name for gate in GATES}) == len(GATES) <= 32


def test_every_limit_of_a_home_has_a_gate_and_every_state_but_active_too() -> None:
    assert set(Limit.values) <= {gate.name for gate in GATES}
    assert set(Volunteer.State.values) - {Volunteer.State.ACTIVE} < set(UNFIT)
