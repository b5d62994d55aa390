"""What may stand in the word lists: a pattern that can never match must not load.

A dead pattern is a worry nobody reads, and no test of the others shows it.
"""

import re
from collections.abc import Iterable

from notifications.reading.clean import TOKEN

NEGATIONS = frozenset({"EN", "EI", "ME"})
GAP, END = "..", "$"
_CHOICES = 3  # more choices in a row are a list of alternatives in which a space slipped
_PIECE = re.compile(r"\[[^\[\]]*\]|\S+")


class WordListError(ValueError):
    """A pattern of a word list cannot match any text."""


def pieces(pattern: str) -> list[str]:
    """The parts of a pattern that stand one space apart; what is in brackets is one part."""
    return _PIECE.findall(pattern)


def check(where: str, patterns: Iterable[str]) -> None:
    """Raise `WordListError` with every fault of `patterns`, which stand in the list named `where`."""
    faults = [f"{where}: {pattern!r}: {why}" for pattern in patterns if (why := _fault(pattern))]
    if faults:
        raise WordListError("\n".join(faults))


def _fault(pattern: str) -> str:
    if " ".join(pattern.split()) != pattern or not pattern:
        return "spaces that part nothing"
    parts = pieces(pattern)
    if all(part.startswith("[") or part in {GAP, END} for part in parts):
        return "nothing in it must be there"
    if END in parts[:-1]:
        return "words after the end"
    if sum("|" in part and not part.startswith("[") for part in parts) > _CHOICES:
        return "phrases between bars: write a phrase as one_word"
    return next((why for part in parts if (why := _piece_fault(part))), "")


def _piece_fault(part: str) -> str:
    if part in NEGATIONS | {GAP, END}:
        return ""
    inside = part[1:-1] if part.startswith("[") else part
    if " " in inside:
        return f"a space between bars in {part}"
    words = re.split(r"[|_]", inside)
    return next((why for word in words if (why := _word_fault(word))), "")


def _word_fault(word: str) -> str:
    """A text is cut into words by `clean.tokens`: what it never gives cannot be met."""
    if not word.strip("*"):
        return "an empty alternative"
    if word != word.lower():
        return f"capitals in {word}"
    if not TOKEN.fullmatch(word.strip("*")):
        return f"{word} is not one word"
    return ""
