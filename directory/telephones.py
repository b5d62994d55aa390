"""Telephone numbers of the staff: which of them a text message reaches; and Swedish ones in Finland. Pure."""

import re

import phonenumbers
from django.utils.translation import gettext_lazy as _
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGION, NEIGHBOUR = "FI", "SE"
TAKE_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
SHORTEST_MOBILE = 8  # digits after +358; the shorter are mostly numbers somebody did not finish
# 070 to 079. Finland has premium rates at 0700 and nobody's own number at the others.
SWEDISH_MOBILE = re.compile(r"07(?!00)\d{8}")
DID_YOU_MEAN = _("This looks like a Swedish number. Did you mean %(number)s? Write it like that.")


def mobile(text: str) -> str | None:
    """Return the one mobile number that is all of `text`, as E.164 ("+358408152214"), or None."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    is_whole = not any(letter.isalpha() for letter in text)
    if not (is_whole and phonenumbers.is_valid_number(number)) or is_cut_short(number):
        return None
    if phonenumbers.number_type(number) not in TAKE_TEXTS:
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def is_cut_short(number: phonenumbers.PhoneNumber) -> bool:
    """Tell whether `number` is a Finnish mobile with fewer digits than people's own have, such as 050 1234."""
    is_home = number.country_code == phonenumbers.country_code_for_region(REGION)
    is_mobile = phonenumbers.number_type(number) == PhoneNumberType.MOBILE
    return is_home and is_mobile and len(str(number.national_number)) < SHORTEST_MOBILE


def swedish(text: str) -> str | None:
    """Return `text` with the country code that it seems to lack ("+46 70 123 45 67"), else None."""
    digits = re.sub(r"\D", "", text)
    if "+" in text or not SWEDISH_MOBILE.fullmatch(digits):
        return None
    number = phonenumbers.parse(digits, NEIGHBOUR)
    if phonenumbers.number_type(number) != PhoneNumberType.MOBILE:
        return None
    return str(phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL))
