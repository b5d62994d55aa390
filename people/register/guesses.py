"""What a column holds whose heading we do not know: its cells say it, if nearly all of them can be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from people.register.aids import read_aid
from people.register.availability import read_availability
from people.register.columns import Field, Kind
from people.register.languages import read_languages
from people.register.phones import read_phones
from people.register.read import Cell, Read
from people.register.suiting import read_interests
from people.register.text import fold, plain
from people.register.wishes import read_wishes

FEWEST = 2
NEARLY_ALL = 0.8
SAMPLE = 100

MAY_BE_HOBBIES = re.compile(r"kiinnost|interest|intress")
BIRTH = re.compile(r"(?:\d{1,2}\.\d{1,2}\.)?19\d\d")


def _week(cell: Cell) -> bool:
    read = read_availability(cell)
    return bool(read.value and read.value.week and not read.flags)


def _sure(read: Read[tuple[str, ...]]) -> bool:
    return bool(read.value) and not read.flags


READABLE: Mapping[Field, Callable[[Cell], bool]] = {
    Field.PHONE: lambda cell: any(phone.kind for phone in read_phones(cell).value),
    Field.EMAIL: lambda cell: "@" in plain(cell),
    Field.BIRTH: lambda cell: bool(BIRTH.fullmatch(plain(cell))),
    Field.AVAILABILITY: _week,
    Field.LANGUAGES: lambda cell: _sure(read_languages(cell)),
    Field.AID: lambda cell: read_aid(cell).value not in (None, "none"),
    Field.WISHES: lambda cell: _sure(read_wishes(cell)),
}
NOT_OF: Mapping[Kind, frozenset[Field]] = {
    "volunteers": frozenset({Field.AID}),
    "residents": frozenset({Field.AVAILABILITY}),
}


def guessed_field(cells: Iterable[Cell], missing: Iterable[Field], kind: Kind) -> Field | None:
    """Which of the fields that the sheet is missing nearly all of the cells are."""
    filled = list(islice((cell for cell in cells if plain(cell)), SAMPLE))
    if len(filled) < FEWEST:
        return None
    wanted = set(missing) - NOT_OF[kind]
    return next(
        (
            field
            for field, reads in READABLE.items()
            if field in wanted and sum(map(reads, filled)) >= NEARLY_ALL * len(filled)
        ),
        None,
    )


def may_be_hobbies(heading: str) -> bool:
    """Whether a heading such as "Kiinnostuksen kohteet" may speak of tasks as well as of hobbies."""
    return bool(MAY_BE_HOBBIES.search(fold(heading)))


def are_interests(cells: Iterable[Cell]) -> bool:
    """Whether more of the cells name a hobby than name nothing but tasks that we know."""
    filled = list(islice((cell for cell in cells if plain(cell)), SAMPLE))
    interests = sum(not read_interests(cell).note for cell in filled)
    return interests > sum(_sure(read_wishes(cell)) for cell in filled)
