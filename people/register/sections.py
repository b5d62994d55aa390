"""Municipalities that stand above the people: as a row of their own, or as the name of the sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from people.register.municipalities import Place, Where, read_municipality
from people.register.text import plain
from people.register.workbook import Row

LONGEST = 40
COUNT = re.compile(r"^\(?\d{1,3}\s*(?:hl[oö]a?|henk\w*|kpl|as\w*)?\.?\)?$", re.IGNORECASE)


def section_of(row: Row, places: Sequence[Place]) -> Where | None:
    """The municipality of a heading row such as "LAUKAA" or "Joutsa | 12 hlö"; None for other rows."""
    texts = [text for cell in row.cells if (text := plain(cell))]
    if not texts or not all(map(COUNT.match, texts[1:])):
        return None
    where = municipality_in(texts[0], places)
    return where if where.municipality else None


def municipality_in(title: str, places: Sequence[Place]) -> Where:
    """The municipality that a sheet's title or a heading consists of: "Viitasaari 2026", "Laukaan as."."""
    words = re.sub(r"\(?\b\d+\b\)?(?:\s*hl[oö]a?\b)?|:", " ", title, flags=re.IGNORECASE).strip(
        " -_."
    )
    if not words or len(title) > LONGEST:
        return Where(None)
    read = read_municipality(words, places)
    return Where(None) if read.flags else read.value
