"""The formulas of the follow-up against cases counted by hand."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from rings.rules.measures import (
    Move,
    continuity,
    end_of,
    gini,
    helpers_each,
    lacks_since,
    middle,
    months_until,
    share,
    waited_days,
)

BEGAN = datetime(2026, 11, 1, 9, tzinfo=UTC)
AINO, EINO, SARI, KARI, ULLA = range(5)


def test_months_run_over_the_turn_of_the_year() -> None:
    found = months_until(date(2027, 1, 1), 3)
    assert found == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


def test_a_running_month_ends_tomorrow_and_one_gone_by_at_its_end() -> None:
    today = date(2026, 11, 22)
    assert end_of(date(2026, 11, 1), today) == date(2026, 11, 23)
    assert end_of(date(2026, 10, 1), today) == date(2026, 11, 1)


def test_a_share_of_nothing_is_not_known() -> None:
    assert share(3, 4) == 0.75
    assert share(0, 0) is None


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    assert middle([1, 9, 2]) == 2
    assert middle([1, 2, 4, 9]) == 3
    assert middle([]) is None


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([5, 5, 5, 5], 0),
        ([0, 0, 0, 8], 0.75),  # one of four does everything: 1 − 1/4
        (
            [1, 2, 3, 4],
            0.25,
        ),  # the six pairs differ by 10 in all: 20/16 of a mean difference, against 2 × 2.5
        ([0, 10], 0.5),
        ([7], 0),
    ],
)
def test_the_unevenness_of_hours(hours: list[int], expected: float) -> None:
    assert gini(hours) == pytest.approx(expected)


def test_nothing_is_uneven_where_nobody_did_anything() -> None:
    assert gini([]) is None
    assert gini([0, 0]) is None


def test_the_unevenness_is_the_mean_difference_of_all_pairs() -> None:
    dice = random.Random(60)
    for _case in range(200):
        hours = [dice.choice((0, 1, dice.randint(1, 500))) for _one in range(dice.randint(1, 30))]
        count, total = len(hours), sum(hours)
        differences = sum(abs(one - other) for one in hours for other in hours)
        expected = differences / (2 * count * total) if total else None
        assert gini(hours) == pytest.approx(expected, abs=1e-9)


def test_helpers_and_continuity_of_two_residents() -> None:
    contacts = {AINO: Counter({SARI: 3, KARI: 1}), EINO: Counter({SARI: 1, KARI: 1, ULLA: 2})}
    assert helpers_each(contacts) == 2.5
    assert continuity(contacts) == pytest.approx((3 / 4 + 2 / 4) / 2)


def test_a_single_contact_says_nothing_of_continuity() -> None:
    assert continuity({AINO: Counter({SARI: 1})}) is None
    assert continuity({AINO: Counter({SARI: 1}), EINO: Counter({KARI: 2})}) == 1
    assert helpers_each({}) is None


def at(day: int) -> datetime:
    """Return nine o'clock `day` days after the beginning."""
    return BEGAN + timedelta(days=day)


MOVES = [
    Move(at(2), "enquiry", "waiting"),
    Move(at(12), "waiting", "served"),
    Move(at(20), "served", "waiting"),
]


@pytest.mark.parametrize(
    ("day", "days"), [(-1, None), (1, None), (2, 0), (5, 3), (12, None), (15, None), (27, 7)]
)
def test_how_long_a_resident_had_waited_on_a_day(day: int, days: float | None) -> None:
    assert waited_days(MOVES, BEGAN, "waiting", at(day)) == days


def test_whoever_came_in_with_a_register_waits_from_the_day_they_came() -> None:
    assert waited_days([], BEGAN, "waiting", at(10)) == 10
    assert waited_days([], BEGAN, "served", at(10)) is None
    assert waited_days([Move(at(4), "waiting", "served")], BEGAN, "served", at(3)) == 3


def test_sixty_days_are_sixty_days() -> None:
    end = date(2026, 11, 23)
    assert not lacks_since([date(2026, 9, 24)], end, 60)
    assert lacks_since([date(2026, 9, 23)], end, 60)
    assert lacks_since([end], end, 60)
    assert lacks_since([], end, 60)
