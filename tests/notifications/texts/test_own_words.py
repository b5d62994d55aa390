"""What an office may write in a text: values and small choices, within the house style, and nothing else."""

import pytest
from django.template import TemplateSyntaxError
from django.utils import translation

from notifications.texts import LANGUAGES, catalogue, faults, left_out, original, render, samples_of

HELP = "{{ office }}: kiitos. Soitamme sinulle. Puhelin: {{ help_phone }}"
CALL = (
    "Hei {{ first_name }}! Soita: {% for r in residents %}{{ r.name }} {{ r.phone }} {% endfor %}"
    "klo {{ time }}. Vastaa OK. {{ office }} {{ help_phone }}"
)


def told(name: str, words: str, language: str = "fi") -> str:
    """Return in English what is wrong with `words`."""
    with translation.override("en"):
        return " ".join(str(fault) for fault in faults(name, language, words))


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_file_is_written_in_the_language_that_offices_have(name: str) -> None:
    for language in LANGUAGES:
        words = original(name, language)
        assert faults(name, language, words) == []
        assert left_out(name, words) == []
        samples = samples_of(name)
        assert render(name, language, samples, words) == render(name, language, samples)


def test_own_words_within_the_style_are_good() -> None:
    assert told("help_received", HELP) == ""
    assert told("call_reminder", CALL) == ""
    assert left_out("call_reminder", CALL.replace("{{ first_name }}", "sinä")) == ["first_name"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "Write the text."),
        ("  ", "Write the text."),
        (HELP + "x" * 2000, "The text is too long."),
        (HELP + " sana" * 60, "the text takes 3 parts. 2 are allowed"),
        (HELP.replace("{{ office }}", "Me"), "Say who writes: put {{ office }} in."),
        (HELP.replace("{{ help_phone }}", "112"), "Give a telephone: put {{ help_phone }} in."),
        (HELP + " Onko? Eikö?", "Ask one question at most."),
        (HELP + " Vastaa OK.", "Nobody waits for an answer"),
        (HELP + " ☕ ja š", "These characters more than halve the room: ☕ š."),
        (HELP + " www.esimerkki.fi", "Leave out the link."),
        (HELP + "\nTerveisin", "on one line"),
        (HELP + " Ota lääkkeesi", "about health"),
        (HELP + " Koodi 123", "Leave out the code."),
        (HELP + " {{ first_name }}", "no value called first_name"),
        (HELP + " {% if first_name %}x{% endif %}", "no value called first_name"),
        (HELP + " {{ office", "A bracket is missing."),
        (HELP + " office }}", "A bracket is missing."),
        (HELP + " {{ office.upper }}", "nothing called upper after a dot"),
        (HELP + " {{ office|upper }}", "is not understood: Invalid filter: 'upper'"),
        (HELP + " {% if office %}x", "is not understood: Unclosed tag"),
        (HELP + " {% now 'Y' %}", "is not understood: Invalid block tag"),
        (HELP + " {% load static %}", "is not understood: Invalid block tag"),
        (HELP + " {% include 'base.html' %}", "Other files cannot be put in."),
        (HELP + ' {% include "fi/../../base.html" %}', "Other files cannot be put in."),
        (HELP + " {% include office %}", "Other files cannot be put in."),
        (HELP + " {{ office.__class__ }}", "nothing called __class__ after a dot"),
    ],
)
def test_what_the_style_or_the_language_does_not_know_is_refused_in_words(
    words: str, why: str
) -> None:
    assert why in told("help_received", words)


@pytest.mark.parametrize(
    ("name", "words", "why"),
    [
        (
            "call_reminder",
            CALL.replace(" Vastaa OK.", ""),
            "Say how to answer, with the word Vastaa",
        ),
        ("call_reminder", HELP + " Vastaa OK.", "The text must hold residents"),
        ("call_reminder", CALL.replace("r.phone", "r.number"), "nothing called number after a dot"),
        ("call_reminder", CALL.replace("r.phone", "r.letter"), "uses a value that is not given"),
        ("checkin_received", HELP + " {{ first_name }}", "no alarm service: ei ole hälytyspalvelu"),
        (
            "call_reminder",
            HELP + " {{ residents }} Vastaa OK.",
            "residents is nothing to write out",
        ),
        ("ride_offer", HELP + " {{ again }} Vastaa OK.", "again is nothing to write out"),
        ("gig_code", HELP, "The text must hold resident: "),
    ],
)
def test_what_a_text_cannot_do_without_is_said(name: str, words: str, why: str) -> None:
    assert why in told(name, words)


def test_a_part_of_ours_may_be_put_in() -> None:
    words = original("ride_stops", "sv")
    assert "include" in words
    assert faults("ride_stops", "sv", words.replace("{{ office }},", "{{ office }} -")) == []


def test_the_language_itself_knows_no_code() -> None:
    for words in (
        "{% debug %}",
        "{% csrf_token %}",
        "{{ office|safe }}",
        "{% extends 'base.html' %}",
    ):
        with pytest.raises(TemplateSyntaxError):
            render("help_received", "fi", samples_of("help_received"), words)
