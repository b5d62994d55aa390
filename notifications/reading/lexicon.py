"""The word lists of words/*.toml, compiled.

A pattern is words one space apart: `a|b` alternatives, `a_b` one alternative of two words, `word*` a
beginning, `[a|b]` may be missing, `..` up to three words between, `$` the end of the clause. `EN` is a
Finnish negation with the small words that stand between it and its verb; `ME` only in the first person,
`EI` only in the third (in both where a resident writes). The lists are checked as this is imported.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from notifications.reading.clean import fold
from notifications.reading.wordcheck import END, GAP, NEGATIONS, check, pieces

_HERE = Path(__file__).parent / "words"
_SMALL = (
    "minä mä mie mää mia hän hää se kyllä kyl nyt enää ole oo olla ollut ollu olt vielä oikein itse ite "
    "tänään huomenna vaan silloin sillon siis taaskaan kuitenkaan ees edes meinaa taas valitettavasti "
    "kukaan kukkaan siellä sieltä heti puhelimeen luuriin mitään mittään yhtään ollenkaan ihan kovin "
    "oikeen niin koskaan sitä häntä häneen siihen eilen aamulla kertaakaan millään meillä taida"
)
_SELF = "en|enkä|emme|emmä|emmie|etten|emma|enkö"
_OTHER = "ei|eikä|ettei|eivät|eivätkä|muttei|jottei|koskei|eihän|eikähän|eip|eipä|eei"
# Languages whose short words are too like another's to be read in every text.
_OWN_LANGUAGE_ONLY = frozenset({"yes", "no", "filler", "first", "question", "third"})


@dataclass(frozen=True)
class Lexicon:
    """Compiled word lists of one language of writing: signal → pattern."""

    signals: dict[str, re.Pattern[str]]
    resident_concern: re.Pattern[str]
    vocabulary: re.Pattern[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The lists for a text in `language`; other languages are read too where words are not alike."""
    tables = {"harmless": _table("harmless"), "concern": _table("concern"), **_table("answers")}
    signals = {name: _compile(_lists(name, table, language)) for name, table in tables.items()}
    resident = _compile(_lists("concern", tables["concern"], language), resident=True)
    every = [
        word
        for table in tables.values()
        for patterns in table.values()
        for pattern in patterns
        for word in re.findall(r"[^\W\d_]{3,}\*?", pattern)
    ]
    return Lexicon(signals, resident, _compile(every))


def _flat(name: str) -> dict[str, list[str]]:
    """Every list of one file, under the name of where it stands."""
    out: dict[str, list[str]] = {}
    for key, value in _table(name).items():
        lists = value.items() if isinstance(value, dict) else [("", value)]
        out |= {f"{name}.toml {key} {sub}".strip(): patterns for sub, patterns in lists}
    return out


@cache
def keywords() -> frozenset[str]:
    """Folded long words a slip of the thumb is corrected to."""
    words = _table("keywords")["words"]
    return frozenset(fold(word) for word in words)


@cache
def contexts() -> dict[str, dict[str, str]]:
    """Context → signal → intent."""
    tables: dict[str, dict[str, str]] = _table("contexts")
    return tables


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def common() -> re.Pattern[str]:
    """The words no worry can hide in."""
    return _compile([pattern for patterns in _table("common").values() for pattern in patterns])


@cache
def first_names() -> frozenset[str]:
    """Folded first names that may stand in a text although the question listed nobody of that name."""
    return frozenset(fold(name) for name in _table("firstnames")["names"])


def _lists(name: str, table: dict[str, list[str]], language: str) -> list[str]:
    own_only = name in _OWN_LANGUAGE_ONLY and language in table
    languages = [language] if own_only else list(table)
    return [pattern for each in languages for pattern in table[each]]


def _compile(patterns: list[str], *, resident: bool = False) -> re.Pattern[str]:
    parts = sorted(
        {_regex(pattern, resident=resident) for pattern in patterns}, key=len, reverse=True
    )
    return re.compile(rf"(?<!\S)(?:{'|'.join(parts)})(?!\S)")


def _regex(pattern: str, *, resident: bool) -> str:
    out = ""
    for word in pieces(pattern):
        if word == END:
            out += r"(?=$| [.,!?;])"
            continue
        if word == GAP:  # the only group: what it holds was skipped, not read
            out += r"((?: [^\s.,!?;]+){0,3})"
            continue
        optional = word.startswith("[")
        piece = _word(word.strip("[]"), resident=resident)
        space = " " if out else ""
        out += f"(?:{space}{piece})?" if optional else f"{space}{piece}"
    return out


def _word(word: str, *, resident: bool) -> str:
    if word in NEGATIONS:
        who = _SELF if word == "ME" else _OTHER
        if word == "EN" or (word == "EI" and resident):
            who = f"{_OTHER}|{_SELF}"
        small = "|".join(sorted(fold(each) for each in _SMALL.split()))
        return f"(?:{'|'.join(fold(w) for w in who.split('|'))})(?: (?:{small}))*"
    choices = [
        re.escape(fold(each)).replace(r"\*", r"\w*").replace("_", " ") for each in word.split("|")
    ]
    return f"(?:{'|'.join(choices)})"


def _check_lists() -> None:
    for file in ("harmless", "concern", "answers", "common"):
        for where, patterns in _flat(file).items():
            check(where, patterns)


_check_lists()
