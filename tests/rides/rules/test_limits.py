"""The limits of a year: a claim crosses them inside a run, and a driver is seen coming near."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rides.rules.limits import Level, Used, most_shared, settle, watch
from rides.rules.mileage import Line, Rate

RATE = Rate(Decimal("0.55"), Decimal("0.04"), 300_000, 20)
EVE, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)


def line(day: date, cents: int) -> Line:
    """Return a line of so many cents."""
    return Line(day, Decimal(cents) / 55, Decimal(0), RATE, cents)


def days(number: int, year: int = 2026) -> frozenset[date]:
    """Return so many days from New Year on."""
    return frozenset(date(year, 1, 1) + timedelta(days=n) for n in range(number))


def test_the_line_that_crosses_the_years_euros_is_parted_to_the_cent() -> None:
    (row,) = settle([line(EVE, 2365)], 0, {2026: Used(299_000, days(3))})
    assert (row.payable, row.over) == (2365, 1365)


def test_what_comes_after_the_limit_is_above_it_altogether() -> None:
    (row,) = settle([line(EVE, 2365)], 0, {2026: Used(310_000)})
    assert row.over == 2365


def test_exactly_the_limit_is_within_it() -> None:
    (row,) = settle([line(EVE, 1000)], 0, {2026: Used(299_000)})
    assert row.over == 0


def test_the_limit_crossed_by_the_first_line_of_a_run_holds_for_its_second() -> None:
    eve, next_day = date(2026, 6, 1), date(2026, 6, 2)
    rows = settle([line(eve, 3000), line(next_day, 2000)], 0, {2026: Used(298_000)})
    assert [row.over for row in rows] == [1000, 2000]


def test_at_new_year_the_limits_begin_anew_inside_a_run() -> None:
    used = {2026: Used(300_000, days(20))}
    rows = settle([line(EVE, 3000), line(NEW_YEAR, 2000)], 0, used)
    assert [(row.over, row.over_days) for row in rows] == [(3000, True), (0, False)]


def test_the_day_beyond_the_years_days_is_marked_inside_a_run_but_stays_payable() -> None:
    first, second = date(2026, 12, 1), date(2026, 12, 2)
    rows = settle([line(first, 3000), line(second, 2000)], 0, {2026: Used(0, days(19))})
    assert [(row.over_days, row.over, row.payable) for row in rows] == [
        (False, 0, 3000),
        (True, 0, 2000),
    ]


def test_a_second_claim_of_a_counted_day_is_no_new_day() -> None:
    (row,) = settle([line(date(2026, 1, 1), 500)], 0, {2026: Used(0, days(20))})
    assert not row.over_days


def test_what_riders_paid_is_taken_off_the_earliest_line_first() -> None:
    rows = settle([line(EVE, 3000), line(NEW_YEAR, 2000)], 3500, {})
    assert [(row.shared, row.payable) for row in rows] == [(3000, 0), (500, 1500)]


def test_what_riders_paid_uses_nothing_of_the_years_euros() -> None:
    (row,) = settle([line(EVE, 3000)], 2500, {2026: Used(299_500)})
    assert (row.payable, row.over) == (500, 0)


def test_riders_may_pay_at_most_the_allowance() -> None:
    assert most_shared([line(EVE, 3000), line(NEW_YEAR, 2000)]) == 5000


@pytest.mark.parametrize(
    ("cents", "counted", "level"),
    [
        (0, 0, Level.FINE),
        (239_999, 15, Level.FINE),
        (240_000, 0, Level.NEAR),
        (0, 16, Level.NEAR),
        (299_999, 19, Level.NEAR),
        (300_000, 0, Level.FULL),
        (0, 20, Level.FULL),
        (400_000, 30, Level.FULL),
    ],
)
def test_a_driver_is_seen_at_80_and_at_100_percent(cents: int, counted: int, level: Level) -> None:
    assert watch(Used(cents, days(counted)), RATE).level == level
