"""By when a worry must be looked into, and how often its owner is reminded: by the clock on the wall."""

from datetime import date, datetime, time

import pytest

from directory.localtime import instant
from rings.rules.worries import (
    ask_authorities_at,
    asks_a_colleague,
    due_at,
    graver,
    remind_again_at,
)

MONDAY = date(2026, 11, 23)


def at(text: str, day: date = MONDAY) -> datetime:
    """Return the instant of "9:30" on `day` in Helsinki."""
    hours, _, minutes = text.partition(":")
    return instant(day, time(int(hours), int(minutes)))


@pytest.mark.parametrize(
    ("severity", "raised", "due"),
    [
        ("urgent", "9:00", at("9:30")),
        ("urgent", "23:00", at("23:30")),
        ("today", "9:00", at("13:00")),
        ("today", "14:30", at("16:00")),
        ("today", "15:50", at("16:20")),
        ("today", "17:00", at("17:30")),
        ("today", "19:45", at("8:00", date(2026, 11, 24))),
        ("soon", "9:00", at("10:00", date(2026, 11, 26))),
        ("watch", "9:00", at("10:00", date(2026, 12, 7))),
    ],
)
def test_how_soon_says_by_when(severity: str, raised: str, due: datetime) -> None:
    assert due_at(severity, at(raised)) == due


def test_urgent_is_reminded_of_once_an_hour_by_day_and_others_once_a_day() -> None:
    assert remind_again_at("urgent", at("9:30")) == at("10:30")
    assert remind_again_at("urgent", at("19:30")) == at("8:00", date(2026, 11, 24))
    assert remind_again_at("today", at("13:00")) == at("10:00", date(2026, 11, 24))
    assert remind_again_at("watch", at("10:00")) == at("10:00", date(2026, 11, 24))


def test_the_authorities_have_seven_working_days() -> None:
    assert ask_authorities_at(at("9:00")) == at("10:00", date(2026, 12, 2))
    independence = date(2026, 12, 6), date(2026, 12, 1)
    assert ask_authorities_at(at("9:00"), independence) == at("10:00", date(2026, 12, 3))


def test_the_clocks_of_autumn_move_no_day() -> None:
    friday = date(2026, 10, 23)
    assert due_at("soon", at("12:00", friday)) == at("10:00", date(2026, 10, 26))


def test_how_soon_only_climbs_and_a_colleague_is_asked_after_two_reminders() -> None:
    assert graver("soon", "urgent") == "urgent"
    assert graver("today", "watch") == "today"
    assert [asks_a_colleague(n) for n in (0, 1, 2, 3)] == [False, False, True, True]
