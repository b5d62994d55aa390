"""Making two spellings of the same thing equal."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from people.register.read import Cell

DASHES = re.compile(r"[\u2010-\u2015\u2212\u00ad]")
SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
IDENTITY_CODE = re.compile(r"\b(\d{6})([-+A-FU-Ya-fu-y])\d{3}[0-9A-Za-z]\b")
IDENTITY_CODE_MASK = r"\1\2****"


def plain(cell: Cell) -> str:
    """The cell as the text a person sees, on one line, with plain dashes and single spaces.

    A whole float loses its ".0" (Excel keeps numbers as floats) and a date reads as d.m.yyyy.
    """
    return SPACES.sub(" ", lines(cell).replace("\n", " ")).strip()


def lines(cell: Cell) -> str:
    """Like `plain`, but the line breaks inside a cell stay, because they part one thing from the next."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "x" if cell else "ei"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    text = DASHES.sub("-", str(cell)).replace("\u200b", "")
    return "\n".join(SPACES.sub(" ", line).strip() for line in text.splitlines())


def fold(text: str) -> str:
    """Lower case without accents: "Jyväskylä" and "JYVASKYLA" are equal."""
    bare = unicodedata.normalize("NFKD", plain(text)).casefold()
    return (
        "".join(letter for letter in bare if not unicodedata.combining(letter))
        .replace("ø", "o")
        .replace("æ", "a")
    )


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, punctuation dropped."""
    return tuple(re.findall(r"[^\W_]+", fold(text)))


def without_identity_codes(text: str) -> str:
    """The text with every Finnish personal identity code masked: the system keeps none."""
    return IDENTITY_CODE.sub(IDENTITY_CODE_MASK, text)
