"""A text that came in: who sent it, written one way, and an id when the gateway gives none."""

import hashlib
import re

import phonenumbers

from people.register.phones import REGION


def as_e164(sender: str) -> str:
    """Return a telephone number as E.164 ("+358401234567"); a name or a service's short number as it stands."""
    bare = sender.strip()
    if not re.fullmatch(r"\+?\d+", bare):
        return bare
    try:
        parsed = phonenumbers.parse(bare, REGION)
    except phonenumbers.NumberParseException:
        return bare
    if not phonenumbers.is_valid_number(parsed):
        return bare
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def own_id(*parts: str) -> str:
    """Return an id of a text made from what it says of itself: the same however often it comes."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]
