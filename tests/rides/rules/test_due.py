"""When the owner of a ride has to act."""

from datetime import UTC, datetime, timedelta

import pytest

from rides.rules.due import Terms, next_due

TERMS = Terms()
STARTS = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # Thursday, nine in Helsinki
ENDS = STARTS + timedelta(hours=3)
EVENING = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)  # six in the evening


def due(state: str, now: datetime) -> datetime:
    return next_due(state, STARTS, ENDS, now, TERMS)


def test_a_driver_is_looked_for_a_day_before_the_rider_must_be_told() -> None:
    assert due("requested", STARTS - timedelta(days=5)) == STARTS - timedelta(hours=48)
    assert due("requested", STARTS - timedelta(hours=48)) == STARTS - timedelta(hours=24)


def test_who_has_not_answered_is_rung_at_six_the_evening_before() -> None:
    assert due("told", STARTS - timedelta(days=3)) == EVENING
    assert due("asked", STARTS - timedelta(days=3)) == EVENING
    assert due("told", EVENING) == STARTS - timedelta(hours=1)


def test_how_it_went_is_asked_three_hours_after_the_end() -> None:
    assert due("confirmed", EVENING) == ENDS + timedelta(hours=3)
    assert due("out", STARTS) == ENDS + timedelta(hours=3)


@pytest.mark.parametrize("state", ["requested", "planned", "told", "confirmed", "on_call", "draft"])
def test_what_nobody_acts_on_comes_back_every_morning(state: str) -> None:
    later = ENDS + timedelta(hours=5)
    assert due(state, later) == datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    assert due(state, later + timedelta(days=1)) == datetime(2026, 11, 28, 8, 0, tzinfo=UTC)


def test_the_next_hour_always_lies_ahead() -> None:
    for hours in range(-100, 60, 7):
        now = STARTS + timedelta(hours=hours)
        assert all(due(state, now) > now for state in ("requested", "told", "asked", "out"))
