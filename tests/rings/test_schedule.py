"""On which dates a rule falls, and at which instant an hour comes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.calendar import finnish_holidays
from directory.localtime import instant, is_missing, local_date
from rings.rules.schedule import days, falls_on, weeks_since
from tests.rings.makers import MONDAY, NO_HOLIDAYS, rule

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_monday_is_weekday_nought() -> None:
    mondays = rule(weekdays=frozenset({0}))
    assert [d for d in days(MONDAY, date(2026, 12, 6)) if falls_on(mondays, d, NO_HOLIDAYS)] == [
        date(2026, 11, 23),
        date(2026, 11, 30),
    ]


def test_every_other_week_keeps_its_beat_over_a_year_with_week_53() -> None:
    every_other = rule(weekdays=frozenset({4}), interval_weeks=2, anchor=date(2026, 12, 4))
    found = [
        d
        for d in days(date(2026, 12, 1), date(2027, 1, 31))
        if falls_on(every_other, d, NO_HOLIDAYS)
    ]
    assert found == [
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2027, 1, 1),
        date(2027, 1, 15),
        date(2027, 1, 29),
    ]


def test_the_last_day_belongs_and_the_day_after_does_not() -> None:
    short = rule(valid_until=date(2026, 11, 25))
    assert falls_on(short, date(2026, 11, 25), NO_HOLIDAYS)
    assert not falls_on(short, date(2026, 11, 26), NO_HOLIDAYS)
    assert not falls_on(short, date(2026, 11, 22), NO_HOLIDAYS)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 600))
def test_a_rule_of_every_nth_week_falls_once_in_n_weeks(anchor: date, offset: int) -> None:
    every_third = rule(
        weekdays=frozenset({anchor.weekday()}),
        interval_weeks=3,
        anchor=anchor,
        valid_from=date(2019, 1, 1),
    )
    start = anchor + timedelta(days=offset)
    three_weeks = days(start, start + timedelta(days=20))
    assert sum(falls_on(every_third, d, NO_HOLIDAYS) for d in three_weeks) == 1


def test_weeks_are_counted_between_mondays_also_backwards() -> None:
    assert weeks_since(date(2026, 11, 29), date(2026, 11, 30)) == 1
    assert weeks_since(date(2026, 11, 30), date(2026, 11, 29)) == -1


def test_midsummer_and_christmas_are_skipped_with_their_eves_only_where_asked() -> None:
    calendar = finnish_holidays([2027])
    christmas_eve, christmas = date(2027, 12, 24), date(2027, 12, 25)
    midsummer_eve, midsummer = date(2027, 6, 25), date(2027, 6, 26)
    for day in (christmas, midsummer):
        assert not falls_on(rule(holidays="skip"), day, calendar)
        assert not falls_on(rule(holidays="skip_eves"), day, calendar)
        assert falls_on(rule(holidays="run"), day, calendar)
    for day in (christmas_eve, midsummer_eve, date(2027, 12, 31), date(2027, 4, 30)):
        assert falls_on(rule(holidays="skip"), day, calendar)
        assert not falls_on(rule(holidays="skip_eves"), day, calendar)


def test_the_eve_of_the_last_new_year_asked_for_is_known() -> None:
    assert date(2026, 12, 31) in finnish_holidays([2026]).eves


@pytest.mark.parametrize(
    ("day", "wall", "utc"),
    [
        (date(2027, 3, 27), time(9), datetime(2027, 3, 27, 7, tzinfo=UTC)),
        (SPRING, time(9), datetime(2027, 3, 28, 6, tzinfo=UTC)),
        (AUTUMN, time(9), datetime(2027, 10, 31, 7, tzinfo=UTC)),
        # 03:30 does not exist in spring: the call comes at 04:30 summer time.
        (SPRING, time(3, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        # 03:30 comes twice in autumn: the call comes at the first.
        (AUTUMN, time(3, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_on_the_wall_comes_at_one_instant(day: date, wall: time, utc: datetime) -> None:
    assert instant(day, wall) == utc


def test_only_the_hour_that_the_clock_jumps_over_is_missing() -> None:
    assert is_missing(SPRING, time(3, 30))
    assert not is_missing(SPRING, time(4))
    assert not is_missing(AUTUMN, time(3, 30))


def test_shortly_after_midnight_in_helsinki_it_is_already_the_new_day() -> None:
    assert local_date(datetime(2026, 11, 23, 22, 30, tzinfo=UTC)) == date(2026, 11, 24)
