"""Account numbers and their check digits."""

import pytest

from rides.rules.iban import grouped, iban_of


@pytest.mark.parametrize(
    "text", ["FI2112345600000785", "fi21 1234 5600 0007 85", "SE35 5000 0000 0549 1000 0003"]
)
def test_a_right_account_number_is_kept_without_spaces(text: str) -> None:
    assert iban_of(text) == text.replace(" ", "").upper()


@pytest.mark.parametrize(
    "text",
    [
        "FI2112345600000758",  # two digits the wrong way round
        "FI2212345600000785",
        "FI211234560000078",  # one is missing
        "123456-785",
        "",
    ],
)
def test_a_slip_is_found(text: str) -> None:
    assert iban_of(text) is None


def test_on_paper_it_stands_in_fours() -> None:
    assert grouped("FI2112345600000785") == "FI21 1234 5600 0007 85"
    assert grouped("") == ""
