"""Which signals a folded text carries, and how much of it they explain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from notifications.reading.clean import PUNCTUATION
from notifications.reading.lexicon import Lexicon, keywords

_MASK = "~"
WHOLE = ("stop_word", "cancel_word", "help_word")
_GREETING_SIZE = 3  # words beside a lone keyword that are still only politeness
_LONG_WORD = 9
_FIXABLE_WORD = 5
NEGATORS = frozenset(
    {
        *("ei", "en", "eika", "enka", "etei", "eivat", "eme"),
        *("inte", "int", "ingen", "inget", "inga"),
        *("not", "dont", "didnt", "no"),
    }
)
_NEGATED = re.compile(
    r"(?:^| )(?:ei|en|eika|enka|etei|eivat|ilman|inte|int|ingen|inget|inga|not|no|isnt|wasnt|without)"
    r"(?: (?:ole|o|ola|olut|olu|olt|mitan|yhtan|ena|olenkan|kovin|han|se|har|haft|nan|nagon|any|at|al|been|being|"
    r"nin|oikein|tosi|kovan|ihan|so|very|jag|mina|ma|mie|kuulema|kai))* $"
)


@dataclass(frozen=True)
class Signals:
    """Signals found, the words nothing explains, and whether a negation is left over.

    `words_said` pairs each word, names and numbers left out, with the signals it was read as part of.
    """

    found: frozenset[str]
    unknown: tuple[str, ...] = ()
    negated: bool = False
    corrected: bool = False
    words: tuple[str, ...] = field(default=())
    words_said: tuple[tuple[str, frozenset[str]], ...] = ()


def find_signals(
    words: list[str], lex: Lexicon, *, names: frozenset[str], resident: bool
) -> Signals:
    """Everything `words` say. `names` are folded words known to be a person's name."""
    fixed = [_corrected(word, lex) for word in words]
    text = lex.signals["harmless"].sub(_MASK, " ".join(fixed))
    concern = lex.resident_concern if resident else lex.signals["concern"]
    patterns = {**lex.signals, "concern": concern}
    spans: dict[str, list[re.Match[str]]] = {
        name: list(pattern.finditer(text))
        for name, pattern in patterns.items()
        if name not in WHOLE
    }
    found = {name for name, hits in spans.items() if hits} - {"harmless"}
    _drop_denied_worry(found, spans["concern"], text)
    _add_denied_wellness(found, spans["fine"], text)
    found |= _whole_message(fixed, lex)
    if _MASK in text:
        found.add("harmless")
    _position(found, fixed, lex)
    said = tuple(_words_said(text, spans, names))
    unknown = [word for word, signals in said if not signals]
    return Signals(
        frozenset(found),
        tuple(unknown),
        any(word in NEGATORS for word in unknown),
        fixed != words,
        tuple(word for word in fixed if word not in PUNCTUATION),
        said,
    )


def _corrected(word: str, lex: Lexicon) -> str:
    if lex.vocabulary.fullmatch(word) or len(word) < _FIXABLE_WORD or word in keywords():
        return word
    limit = 2 if len(word) >= _LONG_WORD else 1
    near = process.extractOne(word, keywords(), scorer=OSA.distance, score_cutoff=limit)
    return near[0] if near and near[0][0] == word[0] else word


def _drop_denied_worry(found: set[str], hits: list[re.Match[str]], text: str) -> None:
    if hits and all(_NEGATED.search(text[: hit.start()]) for hit in hits):
        found.discard("concern")


def _add_denied_wellness(found: set[str], hits: list[re.Match[str]], text: str) -> None:
    if any(_NEGATED.search(text[: hit.start()]) for hit in hits):
        found.add("unwell")
        found.discard("fine")


def _whole_message(words: list[str], lex: Lexicon) -> set[str]:
    """Keywords that count only when they are all there is, politeness aside."""
    bare = [word for word in words if word not in PUNCTUATION]
    core = [word for word in bare if not lex.signals["filler"].fullmatch(word)]
    short = len(bare) <= len(core) + _GREETING_SIZE
    return {
        name
        for name in WHOLE
        if short
        and any(lex.signals[name].fullmatch(" ".join(each)) for each in (bare, core) if each)
    }


def _position(found: set[str], words: list[str], lex: Lexicon) -> None:
    """Signals that depend on standing first or alone."""
    bare = [word for word in words if word not in PUNCTUATION]
    core = [word for word in bare if not lex.signals["filler"].fullmatch(word)]
    if bare and bare[0] in NEGATORS:
        found.add("refuses")
    if core and lex.signals["question"].match(" ".join(core)):
        found.add("asks")
    if any(word[0].isdigit() for word in bare):
        found.add("amount")
    if bare in (["2"], ["e"], ["n"]):
        found.add("digit_no")


def _words_said(
    text: str, spans: dict[str, list[re.Match[str]]], names: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for found in re.finditer(r"\S+", text):
        word = found.group()
        if word in PUNCTUATION or word == _MASK or word[0].isdigit() or word in names:
            continue
        inside = {name for name, hits in spans.items() if any(_reads(hit, found) for hit in hits)}
        yield word, frozenset(inside)


def _reads(hit: re.Match[str], word: re.Match[str]) -> bool:
    """Whether `word` is part of `hit` and not in a gap the pattern only skipped."""
    start, end = word.span()
    gaps = [hit.span(group) for group in range(1, hit.re.groups + 1) if hit.group(group)]
    skipped = any(left <= start and end <= right for left, right in gaps)
    return hit.start() <= start and end <= hit.end() and not skipped
