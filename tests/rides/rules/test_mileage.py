"""Kilometres and cents of a run: by whom aboard, by date and rate, rounded once."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.localtime import instant
from rides.rules.mileage import DayKm, Rate, Stop, Stretch, by_day, price, stretches

DAY, NEW_YEAR = date(2026, 12, 31), date(2027, 1, 1)
OLD = Rate(Decimal("0.55"), Decimal("0.04"), 300_000, 20)
NEW = Rate(Decimal("0.57"), Decimal("0.05"), 300_000, 20)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """Return the instant of a wall time."""
    return instant(day, time(hour, minute))


def rate_on(day: date) -> Rate:
    """Return another rate from New Year on."""
    return NEW if day >= NEW_YEAR else OLD


def test_passengers_count_only_while_they_are_aboard() -> None:
    stops = [Stop(at(9, 10), 1), Stop(at(9, 20), 2), Stop(at(9, 40), -1), Stop(at(9, 50), -2)]
    ways = stretches(at(9), stops, at(10), [4, 6, 10, 5, 5])
    assert [way.passengers for way in ways] == [0, 1, 3, 2, 0]
    # 1 × 6 + 3 × 10 + 2 × 5 kilometres of passengers
    assert by_day(ways, Decimal("30.0")) == [DayKm(DAY, Decimal("30.0"), Decimal("46.0"))]


def test_the_kilometres_told_divide_as_the_map_divides_them() -> None:
    ways = stretches(at(9), [Stop(at(9, 10), 1), Stop(at(9, 30), -1)], at(10), [10, 10, 20])
    # 44 told for the 40 of the map: each stretch a tenth longer.
    assert by_day(ways, Decimal("44.0")) == [DayKm(DAY, Decimal("44.0"), Decimal("11.0"))]


def test_a_run_through_new_year_is_paid_by_the_rate_of_each_date() -> None:
    stops = [Stop(at(23, 0), 2), Stop(at(0, 30, NEW_YEAR), -2)]
    ways = stretches(at(22, 30), stops, at(1, 0, NEW_YEAR), [15, 60, 15])
    days = by_day(ways, Decimal("90.0"))
    # Two thirds of the hour and a half with two passengers lie before midnight.
    assert days == [
        DayKm(DAY, Decimal("55.0"), Decimal("80.0")),
        DayKm(NEW_YEAR, Decimal("35.0"), Decimal("40.0")),
    ]
    lines = price(days, rate_on)
    # 55 × 0,55 + 80 × 0,04 = 33,45 €; 35 × 0,57 + 40 × 0,05 = 21,95 €
    assert [line.cents for line in lines] == [3345, 2195]
    assert [line.rate for line in lines] == [OLD, NEW]


@pytest.mark.parametrize(
    ("km", "passenger_km", "cents"),
    [
        ("43.0", "0.0", 2365),
        ("12.3", "0.0", 677),  # 676,5 goes up
        ("0.1", "0.0", 6),  # 5,5 goes up
        ("0.3", "0.3", 18),  # 16,5 + 1,2 = 17,7
        ("2.0", "0.1", 110),  # 110 + 0,4: the passenger's part is not rounded up by itself
    ],
)
def test_a_line_is_rounded_once_and_half_a_cent_goes_up(
    km: str, passenger_km: str, cents: int
) -> None:
    (line,) = price([DayKm(DAY, Decimal(km), Decimal(passenger_km))], rate_on)
    assert line.cents == cents


def test_without_a_map_all_stretches_count_the_same() -> None:
    ways = stretches(at(9), [Stop(at(9, 10), 1), Stop(at(9, 30), -1)], at(10), [0, 0, 0])
    assert by_day(ways, Decimal("9.0")) == [DayKm(DAY, Decimal("9.0"), Decimal("3.0"))]


def test_a_run_that_comes_home_at_midnight_has_one_line() -> None:
    ways = stretches(at(23), [Stop(at(23, 30), 1)], at(0, 0, NEW_YEAR), [10, 10])
    assert [each.day for each in by_day(ways, Decimal("20.0"))] == [DAY]


def test_a_few_metres_after_midnight_make_no_line() -> None:
    ways = [Stretch(at(23), at(0, 1, NEW_YEAR), 1.0, 0)]
    assert by_day(ways, Decimal("2.0")) == [DayKm(DAY, Decimal("2.0"), Decimal("0.0"))]


def test_nothing_driven_comes_to_nothing() -> None:
    ways = stretches(at(9), [], at(10), [5])
    assert by_day(ways, Decimal("0.0")) == []


@given(
    st.lists(st.floats(0, 200), min_size=1, max_size=6),
    st.integers(0, 9999),
    st.integers(0, 6 * 60),
)
def test_the_dates_of_a_run_always_add_up_to_what_the_driver_told(
    km: list[float], tenths: int, minutes: int
) -> None:
    told = Decimal(tenths) / 10
    step = minutes // len(km)
    first = at(21)
    times = [first.timestamp() + 60 * step * n for n in range(len(km) + 1)]
    clock = [datetime.fromtimestamp(each, first.tzinfo) for each in times]
    ways = [Stretch(clock[n], clock[n + 1], far, n % 3) for n, far in enumerate(km)]
    days = by_day(ways, told)
    assert sum((each.km for each in days), Decimal(0)) == told
    assert all(each.km > 0 and each.passenger_km >= 0 for each in days)
    assert all(each.passenger_km <= 2 * each.km + Decimal("0.3") for each in days)
