"""Which place somebody means: Finnish bends the word ("kauppaan"), a list of places does not. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Endings of "to where", the longer first. What is left is the word, or nearly: see `bases`.
_TO = ("seen", "siin", "hon", "hin", "hen", "hun", "hän", "lle", "ille", "iin", "in")
_HARD = "kpt"
_VOWELS = "aeiouyäö"
_PIECES = re.compile(r"[\w\-]+")


@dataclass(frozen=True)
class Known:
    """A place as its words name it: `words` in lower case, "kauppa", "s-market", "karstulan terveysasema"."""

    key: int
    words: tuple[str, ...]


def bases(word: str) -> set[str]:
    """Return what `word` may be in a list of places: itself, without its ending, its consonant doubled again."""
    found = {word}
    if len(word) > 4 and word[-1] == "n" and word[-2] == word[-3] and word[-2] in _VOWELS:
        found.add(word[:-2])  # kauppaan, kerhoon, Karstulaan
    if word.endswith("kseen"):
        found |= {word[:-5] + "s", word[:-5] + "ksi"}  # keskukseen
    for ending in _TO:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            found |= {word[: -len(ending)], word[: -len(ending)] + "i"}
    return found | {grown for base in found if (grown := _hardened(base))}


def _hardened(word: str) -> str:
    """Return "kauppa" for "kaupa", as its bent forms have it; "" when nothing is to double."""
    if len(word) < 4 or word[-1] not in _VOWELS or word[-2] not in _HARD or word[-3] == word[-2]:
        return ""
    return word[:-1] + word[-2] + word[-1]


def place_in(text: str, places: Sequence[Known]) -> int | None:
    """Return the key of the one of `places` that `text` names, or None: the longest name, then the first.

    Every piece of a name has to be there: "karstulan terveysasema" beats "terveysasema" where both words stand.
    """
    said = _said(_PIECES.findall(text.lower()))
    best: tuple[int, int] | None = None
    for place in places:
        length = max((_length(name, said) for name in place.words), default=0)
        if length and (best is None or length > best[0]):
            best = (length, place.key)
    return best[1] if best else None


def _said(words: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for word in words:
        found |= bases(word)
        if "-" in word:
            found |= {part for piece in word.split("-") for part in bases(piece)}
    return found


def _length(name: str, said: set[str]) -> int:
    """Return how many letters of `name` are said, or 0 when a piece of it is missing."""
    if name in said:
        return len(name)
    pieces = _PIECES.findall(name)
    stands = pieces and all(piece in said for piece in pieces)
    return sum(len(piece) for piece in pieces) if stands else 0
