"""Account numbers: ISO 13616, whose two check digits find every slip of one digit and every swap of two."""

import re

_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
# Finland's are all of this length.
_FINNISH = 18
_GROUP = 4


def iban_of(text: str) -> str | None:
    """Return the account number that `text` writes, in capitals and without spaces; None when it cannot be one."""
    plain = re.sub(r"\s", "", text).upper()
    if not _SHAPE.fullmatch(plain) or (plain.startswith("FI") and len(plain) != _FINNISH):
        return None
    turned = plain[4:] + plain[:4]
    number = "".join(str(int(letter, 36)) for letter in turned)
    return plain if int(number) % 97 == 1 else None


def grouped(iban: str) -> str:
    """Return `iban` in groups of four, as it is written on paper."""
    return " ".join(iban[at : at + _GROUP] for at in range(0, len(iban), _GROUP))
