"""No log line holds a whole telephone number."""

import logging

import pytest

from backend.logs import MaskPhoneNumbers, mask_phone_numbers


@pytest.mark.parametrize(
    "number",
    ["+358501234567", "0501234567", "050 123 4567", "050-1234567", "00358501234567", "014 621 894"],
)
def test_a_number_is_cut_to_its_last_two_digits(number: str) -> None:
    assert mask_phone_numbers(f"sent to {number}.") == f"sent to ***{number[-2:]}."


@pytest.mark.parametrize(
    "text", ["at 2026-11-22 03:15:34", "message 1234567890 went", "9.00", "60000 occurrences"]
)
def test_dates_ids_and_counts_stay_readable(text: str) -> None:
    assert mask_phone_numbers(text) == text


def test_a_number_among_the_arguments_of_a_line_is_masked_too() -> None:
    record = logging.LogRecord("rinki", logging.INFO, "x.py", 1, "to %s", ("+358501234567",), None)
    MaskPhoneNumbers().filter(record)
    assert record.getMessage() == "to ***67"
