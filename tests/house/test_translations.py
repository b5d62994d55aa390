"""The Finnish and Swedish texts hold to the English ones, and are as plain as the readers need.

That every text of the tree is there is asked by `manage.py check_catalogues`, a step of bin/test.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import polib
import pytest

from tests.house.floors import ROOT

LONGEST_SENTENCE = 15  # words: what a reader of plain language can hold at once
LONGEST_BUTTON = 6  # words
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")
NUMBER = re.compile(r"\d+")
SENTENCE_END = re.compile(r"(?<=[.:?!])\s+")
BUTTON = re.compile(r"<button[^>]*>\{% translate [\"']([^\"']+)[\"'] %\}")
LANGUAGE_NAMES = {"Finnish", "Swedish", "English"}  # Neither language writes its own name large.
NOT_WORDS = re.compile(
    r"(?s)\{% (blocktranslate|comment)\b.*?\{% end\1 %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
)
BARE_WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Rinki", "Redis", "saavutettavuusvaatimukset", "fi", "km"}
SPEAKS_ALL = {"500.html"}  # The page for what broke says it in all three languages.
OFFICE_WORDS = {
    "fi": r"klik\w*|status\w*|prosess\w*|toimenpi\w*|mikäli|suorit\w*|kyseis\w*|resurs\w*|log(at|it)\w*",
    "sv": r"klick\w*|status\w*|process\w*|åtgärd\w*|samt|erforderlig\w*|vederbörande|resurs\w*",
}

Catalogue = list[tuple[polib.POEntry, str]]


def catalogue_file(language: str) -> Path:
    """Return the catalogue of a language."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def texts(language: str) -> Catalogue:
    """Return each text of the code with each of its translations: plurals have two."""
    entries = [entry for entry in polib.pofile(str(catalogue_file(language))) if not entry.obsolete]
    pairs = [(entry, entry.msgstr or "") for entry in entries if not entry.msgid_plural]
    plurals = [(e, text) for e in entries if e.msgid_plural for text in e.msgstr_plural.values()]
    return [*pairs, *plurals]


@pytest.fixture(params=["fi", "sv"])
def language(request: pytest.FixtureRequest) -> str:
    """Give each of the two languages in turn."""
    return str(request.param)


def unlike(pattern: re.Pattern[str]) -> Callable[[str, str], bool]:
    """Return a question: do the two texts hold other matches of `pattern`?"""
    return lambda source, text: set(pattern.findall(source)) != set(pattern.findall(text))


def broken(language: str, is_broken: Callable[[str, str], bool]) -> list[str]:
    """Return the translations of which `is_broken(English, translation)` is true."""
    pairs = ((entry.msgid_plural or entry.msgid, text) for entry, text in texts(language))
    return [f"{source!r} → {text!r}" for source, text in pairs if is_broken(source, text)]


def sentences(language: str) -> Iterator[str]:
    """Give each sentence of a language; a colon ends one too."""
    for _entry, text in texts(language):
        yield from SENTENCE_END.split(text)


def test_every_text_is_translated_and_none_is_guessed(language: str) -> None:
    assert broken(language, lambda _source, text: not text.strip()) == []
    assert polib.pofile(str(catalogue_file(language))).fuzzy_entries() == []


def test_the_gettext_tools_find_no_fault(language: str) -> None:
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(catalogue_file(language))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_placeholders_and_marks_are_the_same_in_every_language(language: str) -> None:
    assert broken(language, unlike(PLACEHOLDER)) == []
    assert broken(language, unlike(TAG)) == []


def test_no_number_is_lost_on_the_way(language: str) -> None:
    """A help number, a wait in minutes or a law's number must not change with the language."""

    def lost(source: str, text: str) -> bool:
        return bool(set(NUMBER.findall(source)) - set(NUMBER.findall(text)))

    assert broken(language, lost) == []


def test_a_label_begins_and_ends_as_the_english_one(language: str) -> None:
    def other_case(source: str, text: str) -> bool:
        if source in LANGUAGE_NAMES or not (source[:1].isalpha() and text[:1].isalpha()):
            return False
        return source[0].isupper() != text[0].isupper()

    def other_end(source: str, text: str) -> bool:
        return bool(text) and source[-1] != text[-1] and bool({source[-1], text[-1]} & set(".:?!"))

    assert broken(language, other_case) == []
    assert broken(language, other_end) == []


def test_no_sentence_is_longer_than_fifteen_words(language: str) -> None:
    assert [s for s in sentences(language) if len(s.split()) > LONGEST_SENTENCE] == []


def test_buttons_are_short(language: str) -> None:
    pages = (path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    buttons = {label for page in pages for label in BUTTON.findall(page)}
    assert "Save" in buttons
    labels = [text for entry, text in texts(language) if entry.msgid in buttons]
    assert [label for label in labels if len(label.split()) > LONGEST_BUTTON] == []


def test_no_office_jargon_is_used(language: str) -> None:
    jargon = re.compile(rf"\b({OFFICE_WORDS[language]})\b", re.IGNORECASE)
    assert [s for s in sentences(language) if jargon.search(s)] == []


def test_quotation_marks_are_finnish_and_swedish_ones(language: str) -> None:
    assert broken(language, lambda _source, text: bool(set(TAG.sub("", text)) & set("“„\"'"))) == []


def test_every_word_of_a_page_goes_through_gettext() -> None:
    """What is left of a page without its tags, its code and its translated blocks are no words."""
    pages = [page for page in (ROOT / "templates").rglob("*.html") if page.name not in SPEAKS_ALL]
    left = {page: set(BARE_WORD.findall(bare(page.read_text()))) - NAMES for page in pages}
    assert {page.name: words for page, words in left.items() if words} == {}


def bare(page: str) -> str:
    """Return the words of a page that stand outside of tags and template code, and its spoken labels."""
    html = NOT_WORDS.sub("", page)
    spoken = " ".join(re.findall(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"', html))
    return spoken + " " + re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>|&\w+;", " ", html)
