"""Which numbers a text message reaches, as staff may write their own; one table."""

import pytest
from django.core.exceptions import ValidationError

from directory.forms.telephone import AlertTelephoneField
from directory.telephones import mobile, swedish

REACHED = {
    "+358401234567": [
        "0401234567",
        "040 123 4567",
        "040-1234567",
        "+358 (0)40 123 4567",
        "+3580401234567",
        "00358401234567",
        "358401234567",
        "\u200e+358 40\u00a0123\u00a04567",
        "٠٤٠١٢٣٤٥٦٧",
    ],
    # Åland and elsewhere; 0457 says nothing of where somebody lives or which language they speak.
    "+3584571234567": ["0457 123 4567", "045 71234567"],
    "+358501234567": ["050 123 4567"],
    "+35850123456": ["050 123 456"],
    "+46701234567": ["+46 70 123 45 67", "0046701234567"],
    "+37255512345": ["+372 5551 2345"],
}
NOT_REACHED = {
    "cut short": ["050 1234", "040 12345", "045"],
    "of a landline": ["014 123 456", "09 310 1691", "018 12345", "+358 18 12345"],
    "of a company": [
        "010 123 4567",
        "020 202",
        "029 020 10",
        "0300 20200",
        "075 325 1234",
        "0100 100",
    ],
    "at a premium": ["0600 12345", "0700 123456"],
    "free of charge": ["0800 123456"],
    "of nobody": ["049 123 4567", "071 123456", "0603 12345", "1", "+358"],
    "of a service": ["112", "116117", "16100", "75123", "118"],
    "Swedish, perhaps": ["070 123 45 67", "0721234567"],
    "no number": ["", "soita", "04O1234567", "040 1234567 (tytär)"],
}


@pytest.mark.parametrize(
    ("text", "e164"), [(text, e164) for e164, texts in REACHED.items() for text in texts]
)
def test_a_mobile_is_known_in_every_spelling(text: str, e164: str) -> None:
    assert mobile(text) == e164
    assert swedish(text) is None


@pytest.mark.parametrize("text", [text for texts in NOT_REACHED.values() for text in texts])
def test_no_text_goes_to_what_is_no_mobile(text: str) -> None:
    assert mobile(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("070 123 45 67", "+46 70 123 45 67"),
        ("070-174 06 05", "+46 70 174 06 05"),
        ("0721234567", "+46 72 123 45 67"),
        ("076-1234567", "+46 76 123 45 67"),
        ("0700 123456", None),
        ("0700 12 34 56", None),
        ("070 123 456", None),
        ("040 123 4567", None),
        ("08-123 456 78", None),
        ("", None),
    ],
)
def test_a_swedish_mobile_without_its_country_code_is_shown_back(
    text: str, meant: str | None
) -> None:
    assert swedish(text) == meant


def test_who_writes_a_swedish_number_for_alerts_is_asked_whether_it_is_one() -> None:
    field = AlertTelephoneField()
    with pytest.raises(ValidationError) as refusal:
        field.clean("070 123 45 67")
    assert "+46 70 123 45 67" in refusal.value.messages[0]
    with pytest.raises(ValidationError) as refusal:
        field.clean("014 123 456")
    assert "+46" not in refusal.value.messages[0]
    assert field.clean("+46 70 123 45 67") == "+46 70 123 45 67"
