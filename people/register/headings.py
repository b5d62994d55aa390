"""Which row of a sheet holds the headings, and which sheets are registers of the asked kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from people.register.columns import NAMES, Field, Kind, field_of
from people.register.lifecycle import Status, status_in
from people.register.read import Cell
from people.register.text import fold, plain
from people.register.ticks import tick_field
from people.register.workbook import Row

LONG_NUMBER = re.compile(r"\d{4}")  # people have telephone numbers and years, headings do not
NUMBER = re.compile(r"\d{2}")  # "Puhelin 2" is a heading, "klo 17" is not

# A row is a header when it names people and their telephones, or two other things about them.
LEAST_FIELDS = 3

# Fields that tell one kind of register from the other when a workbook holds both.
OWN_FIELDS: Mapping[Kind, frozenset[Field]] = {
    "volunteers": frozenset(
        {
            Field.AVAILABILITY,
            Field.CAR,
            Field.TRAINED,
            Field.STATUS,
            Field.EMAIL,
            Field.LANGUAGES,
            Field.AVOIDS,
            Field.CAPACITY,
            Field.RADIUS,
        }
    ),
    "residents": frozenset(
        {
            Field.SMS,
            Field.CALL_TIME,
            Field.CONTACTS,
            Field.AID,
            Field.ADDRESS,
            Field.REPORTED_BY,
            Field.WISHED_GENDER,
            Field.HOME,
        }
    ),
}
OTHER: Mapping[Kind, Kind] = {"volunteers": "residents", "residents": "volunteers"}

# On the folded title of a sheet.
TITLES: Mapping[Kind, re.Pattern[str]] = {
    "volunteers": re.compile(r"vapaaeht|frivil|volunt|auttaj|\bvapari"),
    "residents": re.compile(r"asiak|asuk|klient|resident|client|ikaih|vanhus|boende|soitettav"),
}
NO_REGISTER = re.compile(
    r"tyontek|henkilokun|henkilosto|staff|personal|ohje|malli|esimerk|pohja|arkisto|vanha\b|kopio|"
    r"roskat|instruk|template|archive"
)
ALIKE = 0.6  # how many of the best sheet's fields another sheet must have to be read with it


def header_score(row: Row, kind: Kind) -> float:
    """How many fields of this kind the row names, less the cells that mean nothing; 0 for no header."""
    texts = [text for cell in row.cells if (text := plain(cell))]
    if _holds_numbers(row):
        return 0
    fields = [field_of(text, kind) for text in texts if not NUMBER.search(text)]
    ticks = [
        tick for text in texts if not field_of(text, kind) and (tick := tick_field(text, kind))
    ]
    known = {field for field in fields if field}
    if not known & NAMES or (len(known) < LEAST_FIELDS and Field.PHONE not in known):
        return 0
    if len([field for field in fields if field] + ticks) * 2 < len(texts):
        return 0
    known |= set(ticks)
    own = OWN_FIELDS[kind]
    return len(known) + sum(0.5 for field in known if field in own)


def headed(row: Row, kind: Kind) -> int:
    """How many columns the row has a heading for that we know."""
    texts = [text for cell in row.cells if (text := plain(cell))]
    return sum(bool(field_of(text, kind) or tick_field(text, kind)) for text in texts)


def _holds_numbers(row: Row) -> bool:
    texts = " ".join(plain(cell) for cell in row.cells)
    return any(isinstance(cell, int | float) for cell in row.cells) or bool(
        LONG_NUMBER.search(texts)
    )


def two_lines(upper: Row, lower: Row, kind: Kind) -> Row | None:
    """The headings of a header on two lines, or None where `lower` is no second line.

    Under "Tehtävät" may stand "Soitto" and "Kyyti", under "Nimi" "Sukunimi" and "Etunimi", under "Ma"
    "ap" and "ip"; what is in brackets only explains.
    """
    if lower.is_blank or _holds_numbers(lower) or _holds_numbers(upper):
        return None
    cells: list[Cell] = []
    group = ""
    for place in range(max(len(upper.cells), len(lower.cells))):
        above, below = plain(upper.cell(place)), plain(lower.cell(place))
        group = above or group
        heading = _of_two(above, group, below, kind)
        if heading is None:
            return None
        cells.append(heading)
    return Row(lower.number, tuple(cells))


def _of_two(above: str, group: str, below: str, kind: Kind) -> str | None:
    """The heading of one column from both lines; None where the lower is no heading at all."""
    if not below or below.startswith("("):
        return above
    both = f"{group} {below}"
    if tick_field(group, kind) is tick_field(both, kind) is Field.AVAILABILITY:
        return both
    field = field_of(below, kind)
    if field_of(above, kind) in NAMES and field not in NAMES:
        return None
    return below if field or tick_field(below, kind) else None


def rank(title: str, header: Row, kind: Kind) -> tuple[bool, bool, float]:
    """How well a sheet suits the asked kind; the greatest is the register."""
    own = header_score(header, kind)
    return not _is_others(title, kind), own >= header_score(header, OTHER[kind]), own


def is_register_too(title: str, header: Row, best: Row, kind: Kind) -> bool:
    """Whether a further sheet holds people of the asked kind: "2025" beside "2026", one a municipality."""
    right_title, right_fields, _score = rank(title, header, kind)
    gone = kind == "residents" and away_by_title(title) is not None
    if not (right_title and right_fields) or gone or NO_REGISTER.search(fold(title)):
        return False
    fields = _fields(best, kind)
    return len(fields & _fields(header, kind)) >= ALIKE * len(fields)


def away_by_title(title: str) -> Status | None:
    """Of a sheet called "Lopettaneet" or "Tauolla": what its people are."""
    found = (status_in(fold(word)) for word in title.split())
    return next((status for status in found if status in {"left", "paused"}), None)


def _is_others(title: str, kind: Kind) -> bool:
    folded = fold(title)
    return bool(TITLES[OTHER[kind]].search(folded)) and not TITLES[kind].search(folded)


def _fields(header: Row, kind: Kind) -> set[Field]:
    return {field for cell in header.cells if (field := field_of(plain(cell), kind))}
