"""Every text obeys the house style in every language, and what is missing is said."""

from pathlib import Path

import pytest

from notifications.reading import Asked, Intent, read_reply
from notifications.texts import (
    LANGUAGES,
    MissingTemplateError,
    MissingVariableError,
    catalogue,
    lint,
    render,
)
from notifications.texts.samples import SAMPLES

_FOLDER = Path(__file__).parents[3] / "templates" / "texts"
_NO = {"fi": "EI", "sv": "NEJ", "en": "NO"}


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_text_obeys_the_house_style(name: str) -> None:
    assert lint(name) == []


def test_whatever_might_be_taken_for_an_alarm_says_that_it_is_none() -> None:
    """Signs of life, worries, and the circle of residents who ring each other."""
    must = {"morning_checkin", "checkin_received", "concern_received"}
    must |= {"circle_reminder", "circle_passed", "circle_closed", "captain_told"}
    assert must <= {name for name, text in catalogue().items() if text.not_an_alarm}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_declared_and_every_declared_text_is_written(language: str) -> None:
    written = {path.stem for path in (_FOLDER / language).glob("*.txt")}
    assert written == set(catalogue())


def test_a_reminder_lists_every_resident_with_a_number() -> None:
    text = render("call_reminder", "fi", SAMPLES)
    assert "Maija-Liisa 040 123 4567, Kristiina 0457 123 4567, Veikko 014 123 456." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stand_in_reads_the_task_as_a_sentence_of_its_own(language: str) -> None:
    asked = render("substitute_offer", language, SAMPLES)
    assert "? Kyyti: Maija-Liisa, Kristiina, Veikko. " in asked
    thanked = render("substitute_confirmed", language, SAMPLES)
    assert "10.30. Kyyti: Maija-Liisa, Kristiina, Veikko. " in thanked


def test_names_are_not_escaped_as_if_for_a_web_page() -> None:
    text = render("unclear_received", "en", {"office": "Apu & Ilo", "help_phone": "014 123 456"})
    assert text.endswith("014 123 456 Apu & Ilo")


def test_a_missing_variable_is_named() -> None:
    with pytest.raises(MissingVariableError, match="office"):
        render("help_received", "fi", {"help_phone": "014 123 456"})


def test_a_value_missing_inside_a_list_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(MissingVariableError):
        render("call_reminder", "sv", {**SAMPLES, "residents": [{"name": "Veikko"}]})


def test_an_unknown_text_or_language_is_an_error() -> None:
    with pytest.raises(MissingTemplateError, match="nosuch"):
        render("nosuch", "fi", {})
    with pytest.raises(MissingTemplateError, match="de"):
        render("help_received", "de", SAMPLES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [each for each, row in catalogue().items() if row.two_way])
def test_the_keyword_a_text_offers_for_no_is_read_as_the_text_says(
    name: str, language: str
) -> None:
    row = catalogue()[name]
    asked = Asked(row.context, False, (), language, no_means=row.no_means)
    assert read_reply(_NO[language], asked).intent == Intent(row.no_means)


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "PÄÄSEN"), ("sv", "JAG KAN"), ("en", "I CAN MAKE IT")]
)
def test_the_words_that_take_a_turn_back_are_read_so_and_a_bare_ok_is_not(
    language: str, word: str
) -> None:
    assert f" {word}" in render("cannot_received", language, SAMPLES)
    asked = Asked("sought", False, ("Aino",), language)
    assert read_reply(word, asked).intent == Intent.ACCEPT
    assert read_reply("OK", asked).intent == Intent.DECLINE
