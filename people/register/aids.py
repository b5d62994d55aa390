"""How a resident moves: none, stick, rollator or wheelchair."""

from __future__ import annotations

import re
from typing import Literal

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, plain

Aid = Literal["none", "stick", "rollator", "wheelchair"]

# The one that needs most room in a car first.
PATTERNS: tuple[tuple[Aid, str], ...] = (
    ("wheelchair", r"pyoratuol|rullstol|wheel ?chair|\bpt\b|sahkotuol"),
    ("rollator", r"rollaat|rolla\b|rollator|kavelyteli|\bford|walker|walking frame|gaastol"),
    ("stick", r"kepp|kepi|sauva|kapp|stick|cane|krycka|crutch|kayttaa keppia"),
)  # fmt: skip
NEGATED = re.compile(r"\b(?:ei|ilman|inte|utan|no|without)\s+(?:\w+\s+)?$")
NONE = re.compile(
    r"kavel|itsen|omatoim|omin jal|ei apuv|ei mitaan|ei tarv|^ei\b|^-$|^e$|ei ole|normaal|hyvin|"
    r"liikkuu (itse|hyvin)|gar (sjalv|bra)|sjalv|walks|none|^no\b|inga|inge[nt]|^ok$|reipas|hyvakunt|ketter"
)
NOT_CLEAR = _("It is not clear how this person moves.")


def read_aid(cell: Cell) -> Read[Aid | None]:
    """The aid; of several the biggest, flagged. Blank is None without a flag."""
    text = fold(plain(cell))
    if not text:
        return Read(None)
    found = [aid for aid, pattern in PATTERNS if _says(text, pattern)]
    if found:
        read: Read[Aid | None] = Read(found[0], note=plain(cell))
        if len(found) > 1:
            return read.flagged(_("Several aids are named; the biggest was taken."))
        return read.flagged(NOT_CLEAR) if "?" in text else read
    if NONE.search(text):
        return Read("none", note=plain(cell))
    return Read(None, (NOT_CLEAR,), plain(cell))


def _says(text: str, pattern: str) -> bool:
    match = re.search(pattern, text)
    return bool(match) and not NEGATED.search(text[: match.start() if match else 0])
