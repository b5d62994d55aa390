"""A person's name from one cell: which word is the family name, whatever the order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, plain, words

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DATA = Path(__file__).parent / "data"

TITLES = frozenset(
    """
    rva rouva hra herra nti neiti maist maisteri fm ft fil tri tohtori dipl ins rovasti past pastori
    opettaja emanta isanta kunnallisneuvos fru herr froken mr mrs ms dr prof lehtori evp elak
    """.split()  # noqa: SIM905  # a list of words reads better as prose
)
PARTICLES = frozenset({"von", "af", "de", "la", "van", "der", "den", "di", "al", "el"})
SURNAME_ENDINGS = (
    "nen", "la", "lä", "mäki", "niemi", "järvi", "koski", "ranta", "lahti", "saari", "salo", "maa",
    "pää", "aho", "talo", "oja", "joki", "harju", "ström", "berg", "qvist", "kvist", "lund", "gren",
    "blom", "man", "holm", "roos", "fors", "stedt", "son", "sson", "lin", "ius", "stö", "sto", "nko", "ov", "ova",
)  # fmt: skip
ASIDE = re.compile(
    r"\(([^)]*)\)|[\"”']([^\"”']+)[\"”'](?=\s)|\b(?:o\.?\s?s\.?|ent\.?|f\.|född)\s+(\w+)",
    re.IGNORECASE,
)
TWO_PEOPLE = re.compile(r"\s(?:ja|och|and|&|\+|sekä)\s|\s?[&+/]\s?", re.IGNORECASE)
NAME_WORD = re.compile(r"^[^\W\d_][^\W\d_'’.\-]*(?:[-'’][^\W\d_]+)*\.?$")
MOST_WORDS = 6

PAIR = 2
AHEAD_BY = 0.5  # how much likelier one order must be than the other

ORDER_UNSURE = _("It is not certain which is the family name.")


@dataclass(frozen=True, slots=True)
class Name:
    """Given names and family name, in ordinary capitals. Either may be empty."""

    first: str
    last: str

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for the same name in either order, in capitals or without accents."""
        return _key(f"{self.first} {self.last}")

    @property
    def sound(self) -> tuple[str, ...]:
        """Equal for spellings that sound the same: "Raakel" and "Rakel", "Wirtanen" and "Virtanen"."""
        return tuple(re.sub(r"(.)\1+", r"\1", word.replace("w", "v")) for word in self.key)


@lru_cache(maxsize=50_000)
def _key(text: str) -> tuple[str, ...]:
    return tuple(sorted(words(text)))


@cache
def _listed(file: str) -> frozenset[str]:
    return frozenset(fold(line) for line in (DATA / file).read_text("utf-8").splitlines() if line)


def looks_like_name(cell: Cell) -> bool:
    """Whether the cell can be a person's name at all: no "Yhteensä 120", no "Muistakaa …!"."""
    text = ASIDE.sub(" ", plain(cell))
    parts = [part for part in re.split(r"[\s,;&+/]+", text) if part]
    return 0 < len(parts) <= MOST_WORDS and all(map(NAME_WORD.match, parts))


def learned_surnames(cells: Iterable[Cell]) -> frozenset[str]:
    """The family names that a register itself gives away by a comma or by capitals, folded.

    "Sirkka, Outi" teaches that Sirkka is a family name here, so that "Sirkka Seppo" is no riddle.
    """
    found = set()
    for cell in cells:
        parts = _parts(plain(cell))
        split = _by_comma(parts) or _by_capitals(parts)
        if split:
            found.add(fold(split[1]))
    return frozenset(found)


def read_name(cell: Cell, *, surnames: frozenset[str] = frozenset(), email: str = "") -> Read[Name]:
    """The name in one cell. `surnames`: folded, known from the register; `email` may settle the order."""
    text = plain(cell)
    if not text:
        return Read(Name("", ""), (_("The name is missing."),))
    note = "; ".join(part for pair in ASIDE.findall(text) for part in pair if part)
    parts = _parts(text)
    if TWO_PEOPLE.search(text):
        return _two_people(parts, surnames, note)
    sure = _by_comma(parts) or _by_capitals(parts)
    (first, last), certain = (sure, True) if sure else _by_lists(parts, surnames)
    by_email = None if certain else _by_email(parts, email)
    if by_email:
        (first, last), certain = by_email, True
    return Read(_name(first, last), _flags(text, first, last, certain), note)


def read_two_columns(first: Cell, last: Cell) -> Read[Name]:
    """The name from a first-name and a last-name column; the last name may be repeated in the first."""
    given, family = (" ".join(_parts(plain(cell))).strip(" ,") for cell in (first, last))
    rest = [word for word in re.split(r"[\s,]+", given) if fold(word) != fold(family)]
    given = " ".join(rest) if rest else given
    if not given and family:
        return read_name(family)
    flags = () if given and family else (_("A part of the name is missing."),)
    if TWO_PEOPLE.search(plain(first)):
        flags = (*flags, TWO_IN_ONE)
    return Read(_name(given, family), flags)


TWO_IN_ONE = _("There are two people in one cell. Give each a row of their own.")


def _flags(text: str, first: str, last: str, certain: bool) -> tuple[StrOrPromise, ...]:
    if not looks_like_name(text):
        return (_("This does not look like a name."),)
    if not first or not last:
        return (_("A part of the name is missing."),)
    return () if certain else (ORDER_UNSURE,)


def _parts(text: str) -> list[str]:
    """The words of a name, a comma kept as a word of its own; asides and titles dropped."""
    bare = re.sub(r"\s*,", " , ", ASIDE.sub(" ", text))
    kept = [word for word in bare.split() if fold(word).strip(".") not in TITLES]
    return kept[:-1] if kept and kept[-1] == "," else kept


def _by_comma(parts: list[str]) -> tuple[str, str] | None:
    if parts.count(",") != 1 or parts[0] == ",":
        return None
    at = parts.index(",")
    return " ".join(parts[at + 1 :]), " ".join(parts[:at])


def _by_capitals(parts: list[str]) -> tuple[str, str] | None:
    """ "VIRTANEN Matti": the words in capitals are the family name, if others are not."""
    loud = [word for word in parts if word.isupper() and not _is_initial(word)]
    quiet = [word for word in parts if word not in loud and word != ","]
    if not loud or not quiet or all(word.islower() for word in quiet):
        return None
    return " ".join(quiet), " ".join(loud)


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) < PAIR


def _by_email(parts: list[str], email: str) -> tuple[str, str] | None:
    """ "outi.sirkka@…" says which is which, for addresses are written first name first."""
    local = [fold(piece) for piece in re.split(r"[._]", email.partition("@")[0]) if piece]
    if not len(parts) == len(local) == PAIR or sorted(map(fold, parts)) != sorted(local):
        return None
    first, last = sorted(parts, key=lambda word: local.index(fold(word)))
    return first, last


def _by_lists(parts: list[str], surnames: frozenset[str]) -> tuple[tuple[str, str], bool]:
    """The likelier of the two orders by the name lists, and whether it is clearly the likelier."""
    spoken = [word for word in parts if word != ","]
    if len(spoken) < PAIR:
        return (("", spoken[0]) if spoken else ("", "")), False
    lead = _leading_surname(spoken)
    tail = _trailing_surname(spoken)
    western = (" ".join(spoken[:-tail]), " ".join(spoken[-tail:]))
    office = (" ".join(spoken[lead:]), " ".join(spoken[:lead]))
    western_score, office_score = (_likelihood(*order, surnames) for order in (western, office))
    best = western if western_score >= office_score else office
    return best, abs(western_score - office_score) > AHEAD_BY


def _leading_surname(spoken: list[str]) -> int:
    """How many words a family name at the front takes: "von Essen Carl" two."""
    return min(2, len(spoken) - 1) if fold(spoken[0]) in PARTICLES else 1


def _trailing_surname(spoken: list[str]) -> int:
    return 2 if len(spoken) > PAIR and fold(spoken[-2]) in PARTICLES else 1


def _likelihood(first: str, last: str, surnames: frozenset[str]) -> float:
    given = [_first_score(word) for word in first.split()]
    return sum(given) / len(given) + _last_score(last, surnames)


def _first_score(word: str) -> float:
    pieces = fold(word).split("-")
    return sum(piece in _listed("first_names.txt") for piece in pieces) / len(pieces)


def _last_score(last: str, surnames: frozenset[str]) -> float:
    """How much a family name it is: 1.2 in this register, 1 in the list, 0.7 by its ending, 0.

    An initial is none: "Korhonen M." begins with the family name.
    """
    folded = fold(last)
    if _is_initial(last):
        return -1.0
    if folded in surnames:
        return 1.2
    if folded in _listed("surnames.txt") or fold(last.split(maxsplit=1)[0]) in PARTICLES:
        return 1.0
    listed_first = folded in _listed("first_names.txt")
    return 0.7 if folded.endswith(_folded_endings()) and not listed_first else 0.0


@cache
def _folded_endings() -> tuple[str, ...]:
    return tuple(map(fold, SURNAME_ENDINGS))


def _two_people(parts: list[str], surnames: frozenset[str], note: str) -> Read[Name]:
    """ "Matti ja Maija Virtanen": both first names stay together, and a person parts them."""
    joiners = {"ja", "och", "and", "&", "+", "seka", "/"}
    spoken = [word for word in parts if fold(word) not in joiners and word != ","]
    family = max(
        spoken, key=lambda word: _last_score(word, surnames) - _first_score(word), default=""
    )
    given = [word for word in spoken if word != family]
    return Read(Name(" & ".join(map(_cased, given)), _cased(family)), (TWO_IN_ONE,), note)


def _name(first: str, last: str) -> Name:
    return Name(_cased(first), _cased(last))


def _cased(text: str) -> str:
    """Ordinary capitals for what is all small or all large; "McDonald" and "von Essen" stay."""
    return " ".join(_cased_word(word) for word in text.split())


def _cased_word(word: str) -> str:
    if not (word.isupper() or word.islower()) or fold(word) in PARTICLES:
        return word
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in word.split("-"))
