"""Telephone numbers of the staff: which of them a text message reaches. Pure."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGION = "FI"
TAKE_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


def mobile(text: str) -> str | None:
    """Return the one mobile number that is all of `text`, as E.164 ("+358408152214"), or None."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_whole = not any(letter.isalpha() for letter in text)
    if not (is_whole and phonenumbers.is_valid_number(number)):
        return None
    if phonenumbers.number_type(number) not in TAKE_TEXTS:
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
