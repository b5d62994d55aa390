"""No word of an answer goes unread: what no list explains comes before a person's eyes."""

import pytest

from notifications.reading import THRESHOLD, Asked, Intent, Reading, read_reply
from notifications.reading.clean import fold
from notifications.reading.lexicon import common, first_names, lexicon

_PLAIN = [
    "Soitettu",
    "ok",
    "Kaikki hyvin",
    "Ei vastannut",
    "en pääse tänään",
    "Ringt",
    "Called her",
]


def _read(text: str, context: str = "call_reminder", *names: str) -> Reading:
    return read_reply(text, Asked(context, False, names, "fi"))


@pytest.mark.parametrize("text", _PLAIN)
def test_a_plain_answer_needs_no_eyes_and_with_an_unknown_word_it_does(text: str) -> None:
    assert not _read(text).needs_eyes
    strange = _read(f"{text}, oli tillinkolla")
    assert strange.intent == _read(text).intent
    assert strange.unread == (fold("tillinkolla"),)
    assert strange.needs_eyes
    assert strange.confidence >= THRESHOLD


def test_many_unknown_words_make_a_reading_a_guess() -> None:
    reading = _read("Soitettu, vimpain keikkui kanttuvei tillinkolla")
    assert reading.intent == Intent.DONE
    assert reading.confidence < THRESHOLD


def test_a_denial_that_nothing_explains_is_unread() -> None:
    assert _read("Soitettu, ei ollut poika käynyt").unread == ("ei",)


def test_a_word_that_a_pattern_only_skips_is_unread() -> None:
    reading = _read("Ei vastannut ensin mutta tillinkolla soitti takaisin")
    assert reading.intent == Intent.DONE
    assert fold("tillinkolla") in reading.unread


def test_a_word_that_belongs_to_another_answer_is_unread() -> None:
    assert _read("sairaana, en pääse").unread == ()
    reading = _read("otan sen, puhelinvastaaja", "gig_offer")
    assert (reading.intent, reading.unread) == (Intent.ACCEPT, (fold("puhelinvastaaja"),))


def test_small_talk_names_and_numbers_are_known() -> None:
    text = "Soitin Helmille klo 10, juteltiin 25 min lastenlapsista ja säästä, kahvit oli keitetty"
    assert set(_read(text).unread) <= {fold("keitetty")}
    assert _read("Soitettu Ainolle", "call_reminder", "Aino").unread == ()


def test_a_word_that_only_begins_like_a_name_is_not_a_name() -> None:
    assert _read("Soitettu, hiljentynyt", "call_reminder", "Hilja").unread == (fold("hiljentynyt"),)


@pytest.mark.parametrize("text", ["Apua", "hätä on", "mitä tämä on"])
def test_what_goes_to_a_person_anyway_is_not_flagged(text: str) -> None:
    assert not _read(text).needs_eyes


def test_no_common_word_or_name_is_a_worry_in_any_language() -> None:
    """Folding and five spellings of one sound make words of one language worries of another."""
    lex = lexicon("fi")
    words = [word for word in _words_of(common().pattern) if len(word) > 1]
    assert len(words) > 1000
    worries = (lex.signals["concern"], lex.resident_concern)
    names = [fold(name) for name in first_names()]
    assert [w for w in words + names if any(worry.fullmatch(w) for worry in worries)] == []


def _words_of(pattern: str) -> list[str]:
    """The alternatives of a compiled list of single words."""
    inside = pattern.removeprefix(r"(?<!\S)(?:").removesuffix(r")(?!\S)")
    return [word.replace(r"\w*", "").strip("()?:") for word in inside.split("|")]
