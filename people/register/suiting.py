"""Who suits whom: interests, gender and whom one wishes for, what a home has, what a helper avoids and manages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

from people.interests import codes_in
from people.register.answers import NO, YES
from people.register.read import Cell, Read
from people.register.text import fold, lines, plain

Gender = Literal["", "woman", "man", "other"]

PIECES = re.compile(
    r"[,;/+&\n•]|(?<!\d)\.\s|\bja\b|\bsekä\b|\btai\b|\bmutta\b|(?=\beikä\b)|\boch\b|\beller\b|\bmen\b|"
    r"\band\b|\bor\b|\bbut\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:ei|en|eika|ilman|inte|inga|ingen|ej|utan|no|not|without|none)\b")
NOT_SURE = re.compile(r"\?|\behka\b|\bkanske\b|\bmaybe\b")

WOMAN = re.compile(
    r"^n$|^f$|^kv$|\bnai(?:nen|s|si|sta|sen|sel)|\brouva|\bkvinn|\bw(?:oman|omen)\b|female"
)
MAN = re.compile(r"^m$|\bmie(?:s|h)|\bherra|\bm[ae]n\b|\bmanlig|\bmales?\b")
OTHER = re.compile(r"^muu(?:nsuk\w*)?$|^annan?$|^annat$|^other$|non-?bin")
EITHER = re.compile(
    r"ei val|ei merk|ei toiv|kuka |kumpi|sama ?kin|sama se|yhdentek|vem som|spelar ingen|any|either|"
    r"no wish|no pref|molem|bada|both|^(?:-+|ei|nej|no|0)$"
)

# What a home has: on a folded piece. "Eläimet" of a helper who cannot be with them are both.
LIMITS: tuple[tuple[str, str], ...] = (
    ("cat", r"kiss|\bkatt|\bcats?\b"),
    ("dog", r"koir|hund|\bdogs?\b"),
    ("smoke", r"tupa[kc]|savu|sauhu|pol(?:tta|ttel)|\brok|ryok|smok|tobac|tobak"),
    ("stairs", r"porra[st]|porta(?:at|ita|id|ik|is)|raput|rappus|trapp|stair|steps\b|hissiton"),
)  # fmt: skip
LIFT = re.compile(r"\bhis(?:s|si\w*)\b|\blift\b|elevator")
ANIMALS = re.compile(r"elaim|elain|lemmik|\bdjur|husdjur|palsdjur|turki|animal|\bpets?\b")
PUTS_UP_WITH = re.compile(
    r"\bok\b|\bkay\b|kayvat|haitta|sopii|hyvin|pitaa|pidan|tykk|rakas|gar bra|tycker om|fine|like"
)

NUMBER_WORDS: tuple[tuple[str, int], ...] = (
    (r"yksi|yhde|\ben\b|\bett\b|\bone\b", 1),
    (r"kaksi|kahde|\btva\b|\btwo\b", 2),
    (r"kolme|\btre\b|three", 3),
    (r"nelja|\bfyra\b|\bfour\b", 4),
    (r"viisi|viide|\bfem\b|\bfive\b", 5),
    (r"kuusi|kuude|\bsex\b|\bsix\b", 6),
    (r"seitsem|\bsju\b|seven", 7),
    (r"kahdeksa|\batta\b|eight", 8),
    (r"yhdeksa|\bnio\b|nine", 9),
    (r"kymmene|\btio\b|\bten\b", 10),
)
RANGE = re.compile(r"^(\d+)\s*-\s*(\d+)$")
FROM_TO = re.compile(r"\d+\s*-\s*\d+|\d+")

NO_GENDER = _("It is not clear which gender this is.")
NO_WISH = _("It is not clear whom this person wishes for.")
NO_NUMBER = _("It is not clear how many is meant.")


def _pieces(cell: Cell) -> Iterator[tuple[str, str]]:
    """Each thing that the cell says, as written and folded; what says nothing is left out."""
    for piece in PIECES.split(lines(cell)):
        text = fold(piece).strip(" .-:()")
        if text and not NO.match(text):
            yield piece.strip(), text


def read_interests(cell: Cell) -> Read[tuple[str, ...]]:
    """The codes, each once. Words that name none of them are the note, and so is what somebody does not like."""
    found: dict[str, None] = {}
    unknown = []
    for piece, text in _pieces(cell):
        codes = () if NEGATED.search(text) else codes_in(text)
        found |= dict.fromkeys(codes)
        if not codes:
            unknown.append(piece)
    return Read(tuple(found), note=", ".join(unknown))


def read_gender(cell: Cell) -> Read[Gender]:
    """What the cell says of the person; blank says nothing. A name says nothing either, and is never asked."""
    text = fold(plain(cell)).strip(" .-?")
    if not text:
        return Read("")
    found: list[Gender] = [gender for gender, words in _GENDERS if words.search(text)]
    return Read(found[0]) if len(found) == 1 else Read("", (NO_GENDER,), plain(cell))


_GENDERS: tuple[tuple[Gender, re.Pattern[str]], ...] = (
    ("woman", WOMAN),
    ("man", MAN),
    ("other", OTHER),
)


def read_wished_gender(cell: Cell) -> Read[Gender]:
    """Whom the resident wishes for. "Either will do" is no wish, and "no men" does not say whom they do want."""
    text = fold(plain(cell)).strip(" .")
    if not text or EITHER.search(text):
        return Read("")
    said = [piece for _piece, piece in _pieces(cell) if not NEGATED.search(piece)]
    woman, man = (any(words.search(one) for one in said) for words in (WOMAN, MAN))
    if NOT_SURE.search(text) or not (woman or man):
        return Read("", (NO_WISH,), plain(cell))
    return Read("" if woman and man else "woman" if woman else "man")


def said_by_heading(heading: str, cell: Cell) -> Cell:
    """What a cell under a heading such as "Koira" or "Tupakoi" says: a yes says the heading, a no nothing."""
    text = fold(plain(cell)).strip(" .!")
    if NO.match(text):
        return None
    return heading if YES.match(text) else cell


def read_home(cell: Cell) -> Read[tuple[str, ...]]:
    """What there is at home; "ei koiraa" says that there is none, "ei hissiä" that there are stairs.

    With a lift they are in nobody's way. What is not known is the note.
    """
    found: dict[str, None] = {}
    unknown = []
    has_lift = False
    for piece, text in _pieces(cell):
        if NEGATED.search(text):
            found |= {"stairs": None} if LIFT.search(text) else {}
            continue
        codes = _limits(text)
        found |= dict.fromkeys(codes)
        unknown += [] if codes else [piece]
        has_lift = has_lift or bool(LIFT.search(text))
    if has_lift:
        found.pop("stairs", None)
    return Read(tuple(found), note=", ".join(unknown))


def read_avoids(cell: Cell) -> Read[tuple[str, ...]]:
    """What a helper cannot be with; "ei koiria" says so too, "koirat ok" does not. The rest is the note."""
    found: dict[str, None] = {}
    unknown = []
    for piece, text in _pieces(cell):
        codes = _limits(text) or (["cat", "dog"] if ANIMALS.search(text) else [])
        if not codes or PUTS_UP_WITH.search(text) or _has_no_allergy(text):
            unknown.append(piece)
        else:
            found |= dict.fromkeys(codes)
    return Read(tuple(found), note=", ".join(unknown))


def _limits(text: str) -> list[str]:
    return [code for code, words in LIMITS if re.search(words, text)]


def _has_no_allergy(text: str) -> bool:
    return bool(NEGATED.search(text) and re.search(r"allerg|rajoit|estett|ongelm|problem", text))


def read_number(cell: Cell, least: int, most: int) -> Read[int | None]:
    """A whole number within the limits, the greater of "2-3"; several numbers or none are a flag. Blank: None."""
    text = fold(plain(cell)).strip(" .")
    if not text or (NO.match(text) and text != "0"):
        return Read(None)
    number = None if isinstance(cell, date) else _number(text)
    if number is None or not least <= number <= most:
        return Read(None, (NO_NUMBER,), plain(cell))
    return Read(number)


def _number(text: str) -> int | None:
    numbers = FROM_TO.findall(text)
    if not numbers:
        words = [number for pattern, number in NUMBER_WORDS if re.search(pattern, text)]
        return words[0] if len(words) == 1 else None
    if len(numbers) > 1:
        return None
    both = RANGE.match(numbers[0])
    return int(both[2] if both else numbers[0])
