"""Columns of ticks: a heading that is itself the answer, with "x" where it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from people.register.aids import read_aid
from people.register.answers import NO, YES
from people.register.availability import read_availability
from people.register.availability_words import DAY
from people.register.columns import Field, Kind, field_of
from people.register.consents import ORAL, WRITTEN
from people.register.languages import read_languages
from people.register.read import Cell, Read
from people.register.text import fold, plain
from people.register.wishes import read_wishes

COUNT = re.compile(r"\d{1,4}")


def _sure(read: Read[tuple[str, ...]]) -> bool:
    return bool(read.value) and not read.flags


def _is_weekday(text: str) -> bool:
    """ "Ma", "maanantai ap"."""
    return bool(re.match(rf"(?:{DAY})\b", text)) and not read_availability(text).flags


# What a heading may be an answer to, in order.
ANSWERS: tuple[tuple[Field, Callable[[str], bool]], ...] = (
    (Field.AVAILABILITY, _is_weekday),
    (Field.LANGUAGES, lambda text: _sure(read_languages(text))),
    (Field.AID, lambda text: read_aid(text).value not in (None, "none")),
    (Field.CONSENT, lambda text: bool(ORAL.search(text)) != bool(WRITTEN.search(text))),
    (Field.WISHES, lambda text: _sure(read_wishes(text))),
)

# Headings that mean one of these may still be ticks: "Puhelinystävä" is no number where it is ticked.
MAY_BE_TICKED = frozenset({None, Field.PHONE, Field.CALL_TIME, *(field for field, _is in ANSWERS)})


@lru_cache(maxsize=4096)
def tick_field(heading: str, kind: Kind) -> Field | None:
    """The field that the heading is an answer to, or None: "Vierailu" is a wish, "Ti" a weekday."""
    if field_of(heading, kind) not in MAY_BE_TICKED:
        return None
    text = fold(heading).strip(" .:?")
    field = next((field for field, is_answer in ANSWERS if is_answer(text)), None)
    return None if field is Field.AVAILABILITY and kind == "residents" else field


def are_ticks(field: Field, cells: Iterable[Cell]) -> bool:
    """Whether the cells, of which there is at least one, only tick it; a count at the foot does no harm.

    A weekday may also say when: "ap", "17-".
    """
    texts = [text for cell in cells if (text := fold(plain(cell)))]
    if field is Field.AVAILABILITY:
        return True
    marks = [text for text in texts if not COUNT.fullmatch(text)]
    return bool(marks) and all(YES.match(text) or NO.match(text) for text in marks)


def ticked(heading: str, cell: Cell) -> Cell:
    """The answer that a cell of a tick column gives: the heading, nothing, or the heading and more."""
    text = fold(plain(cell))
    if NO.match(text):
        return None
    return heading if YES.match(text) else f"{heading} {plain(cell)}"
