"""Kilometres that a person should look at."""

from decimal import Decimal

import pytest

from rides.rules.unlikely import is_unlikely


@pytest.mark.parametrize(
    ("told", "planned", "is_one"),
    [
        (43, 40, False),
        (60, 24, False),
        (430, 43, True),
        (43, 430, True),
        (5, 24, False),
        (0, 0, False),
    ],
)
def test_only_a_slip_of_a_digit_is_odd(told: int, planned: int, *, is_one: bool) -> None:
    assert is_unlikely(Decimal(told), Decimal(planned)) == is_one
