"""Finds words of another language among the words of a page, by the project's own catalogues."""

import re
from functools import cache
from pathlib import Path

from django.utils import translation
from django.utils.dates import WEEKDAYS_ABBR
from polib import pofile

LOCALE = Path(__file__).parents[2] / "locale"
# Words that no Finnish or Swedish sentence has; they catch what comes from other packages' catalogues.
ENGLISH = frozenset(
    "the and you your with this that please are have will must been has of was which".split()
)
OURS = frozenset({"rinki"})  # the service's own name, in every language
VARIABLE = re.compile(r"%\(\w+\)\w|%[sd]|\{\w*\}|<[^>]+>")


@cache
def phrases(language: str) -> frozenset[str]:
    """Return the catalogue's texts in `language` ("en": as they stand in the code), without variables."""
    entries = pofile(
        str(LOCALE / ("sv" if language == "en" else language) / "LC_MESSAGES/django.po")
    )
    texts: set[str] = set()
    for entry in entries:
        if language == "en":
            texts |= {entry.msgid, entry.msgid_plural}
        else:
            texts |= {entry.msgstr, *entry.msgstr_plural.values()}
    return frozenset(_plain(text) for text in texts if text and not VARIABLE.search(text))


@cache
def days(language: str) -> frozenset[str]:
    """Return how the days are shortened in `language`: the Finnish "to" of Thursday is an English word too."""
    with translation.override(language):
        return frozenset(str(day) for day in WEEKDAYS_ABBR.values())


def foreign(words: list[str], language: str) -> list[str]:
    """Return the pieces of text on a page in `language` that are in another language."""
    others = phrases("en") | phrases("sv" if language == "fi" else "fi")
    strange = others - phrases(language) - days(language) - OURS
    return [piece for piece in words if _plain(piece) in strange or _is_english(piece)]


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .:,;!?–()·").lower()


def _is_english(piece: str) -> bool:
    return bool(ENGLISH & set(re.findall(r"[a-z]+", piece.lower())))
