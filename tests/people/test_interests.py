"""What people like: one small file, in three languages, also as people write it."""

import pytest
from django.utils import translation

from people.interests import CHOICES, CODES, INTERESTS, Interest, codes_in, in_words
from people.register.text import fold

NAMES = [
    pytest.param(one, language, id=f"{one.code}-{language}")
    for one in INTERESTS
    for language in ("fi", "sv", "en")
]


def test_there_are_about_twenty_and_each_has_a_name_of_its_own_in_three_languages() -> None:
    assert 20 <= len(CODES) <= 25
    for language in ("fi", "sv", "en"):
        assert len({one.names[language] for one in INTERESTS}) == len(CODES)


@pytest.mark.parametrize(("one", "language"), NAMES)
def test_each_is_found_by_its_own_name_in_every_language(one: Interest, language: str) -> None:
    assert one.code in codes_in(fold(one.names[language]))


def test_boxes_are_in_the_readers_language() -> None:
    for language, name in (("fi", "lukeminen"), ("sv", "läsning"), ("en", "reading")):
        with translation.override(language):
            assert str(dict(CHOICES)["reading"]) == name


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Neulominen ja sanaristikot", ["crafts", "crosswords"]),
        ("käy kalassa ja marjassa", ["berries", "fishing"]),
        ("metsästys", ["hunting"]),
        ("lautapelejä", ["games"]),
        ("sticka, körsång", ["crafts", "singing"]),
        ("gardening, football on television", ["gardening", "sports", "films"]),
        ("avaruusmatkat", []),
    ],
)
def test_words_of_an_office_become_codes(said: str, codes: list[str]) -> None:
    assert codes_in(fold(said)) == codes


def test_a_code_that_is_no_more_in_the_file_is_shown_as_it_is() -> None:
    with translation.override("en"):
        assert in_words(["fishing", "kites"]) == ["fishing", "kites"]


def test_faith_and_politics_have_no_box() -> None:
    words = " ".join(name.casefold() for one in INTERESTS for name in one.names.values())
    assert not any(word in words for word in ("usko", "seurakunta", "politi", "kyrka", "church"))
