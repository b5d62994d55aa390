"""The house style of an SMS, checked with the longest values we expect, and said in words for its writer."""

import re
from collections.abc import Iterator

from django.template import TemplateSyntaxError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.texts.catalogue import LANGUAGES, TextError, TextSpec, spec
from notifications.texts.render import original, render
from notifications.texts.samples import FIELDS, SAMPLES
from notifications.texts.segments import count, outside_gsm7
from notifications.texts.template import fields_in, names_in, parts_in, printed_in

MAX_PARTS = 2
LONGEST = 2000  # characters of what an office writes, values and all
# Without these nobody would know whom it is about, or what to answer.
NEEDED = frozenset({"residents", "resident", "names", "choices", "next_name", "next_phone", "door"})
_ANSWERS = {"fi": "Vastaa", "sv": "Svara", "en": "Reply"}
_ANSWER = re.compile(r"\b(Vastaa|Svara|Reply)\b")
_LINK = re.compile(r"https?:|www\.|\b\w+\.(?:fi|com|net)\b", re.IGNORECASE)
_HEALTH = re.compile(
    r"sair|lääk|muist(?:isair|amat)|hoito|diagno|terveys|sjuk|läkar|medicin|vård|hälso"
    r"|\bill\b|sick|health|medic|hospital|doctor|dement",
    re.IGNORECASE,
)
_NO_ALARMS = {"fi": "ei ole hälytyspalvelu", "sv": "ingen larmtjänst", "en": "not an alarm service"}
_CODE = re.compile(r"\b(?:koodi|kod|code|PIN)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\{[{%]|[%}]\}")

Fault = str | Promise


def lint(name: str) -> list[str]:
    """What is wrong with a text, one line a fault, in every language; empty when nothing is."""
    return [
        f"{name}/{language}: {fault}"
        for language in LANGUAGES
        for fault in faults(name, language, original(name, language))
    ]


def faults(name: str, language: str, words: str) -> list[Fault]:
    """Return what is wrong with the text `name` written as `words`, in sentences; nothing when it may go."""
    unread = unreadable(name, words)
    if unread:
        return unread
    try:
        text = render(name, language, samples_of(name), words)
    except TemplateSyntaxError as problem:
        told = _("What stands between brackets is not understood: %(problem)s")
        return [told % {"problem": str(problem)}]
    except TextError:
        return [_("The text uses a value that is not given.")]
    return [*_against_the_style(spec(name), language, text), *_needed(name, words)]


def unreadable(name: str, words: str) -> list[Fault]:
    """Return why `words` must not even be filled in for the text `name`; nothing when they may be tried."""
    return list(_unreadable(spec(name), words))


def samples_of(name: str) -> dict[str, object]:
    """Return the longest values that we expect of the text `name`: of those it is given, and no others."""
    return {each: SAMPLES[each] for each in spec(name).variables}


def left_out(name: str, words: str) -> list[str]:
    """Return the values of the text `name` that `words` does not tell."""
    told = names_in(words)
    return [each for each in spec(name).variables if each not in told]


def _unreadable(declared: TextSpec, words: str) -> Iterator[Fault]:
    if not words.strip():
        yield _("Write the text.")
    if len(words) > LONGEST:
        yield _("The text is too long.")
        return
    for name in names_in(words):
        if name not in declared.variables:
            yield _("There is no value called %(name)s in this text.") % {"name": name}
    for name in fields_in(words):
        if name not in FIELDS:
            yield _("There is nothing called %(name)s after a dot.") % {"name": name}
    for name in printed_in(words):
        if isinstance(SAMPLES.get(name), list | bool):
            yield _("%(name)s is nothing to write out. Use it as the original does.") % {
                "name": name
            }
    if parts_in(words):
        yield _("Other files cannot be put in.")


def _against_the_style(declared: TextSpec, language: str, text: str) -> Iterator[Fault]:
    yield from _too_long(text)
    alarm = _NO_ALARMS[language]
    rules = (
        (str(SAMPLES["office"]) in text, _("Say who writes: put {{ office }} in.")),
        (str(SAMPLES["help_phone"]) in text, _("Give a telephone: put {{ help_phone }} in.")),
        (text.count("?") <= 1, _("Ask one question at most.")),
        (
            not declared.two_way or bool(_ANSWER.search(text)),
            _("Say how to answer, with the word %(word)s.") % {"word": _ANSWERS[language]},
        ),
        (
            declared.two_way or not _ANSWER.search(text),
            _("Nobody waits for an answer to this text. Leave out how to answer."),
        ),
        (declared.two_way == bool(declared.context), "opens a question only when two-way"),
        (
            not declared.not_an_alarm or alarm in text,
            _("Say that this is no alarm service: %(words)s") % {"words": alarm},
        ),
        (not _LINK.search(text), _("Leave out the link.")),
        # A part that is put in by its file brings the end of its last line along.
        ("\n" not in text, _("Write the text on one line.")),
        (
            declared.audience == "volunteer" or not _HEALTH.search(text),
            _("Leave out what is about health."),
        ),
        (
            declared.audience != "resident" or not _CODE.search(text),
            _("Leave out the code."),
        ),
        (
            not _BRACKETS.search(text),
            _("A bracket is missing. A value is written like this: {{ office }}"),
        ),
    )
    yield from (fault for holds, fault in rules if not holds)


def _needed(name: str, words: str) -> Iterator[Fault]:
    told = _("The text must hold %(name)s: without it nobody knows whom it is about.")
    yield from (told % {"name": each} for each in left_out(name, words) if each in NEEDED)


def _too_long(text: str) -> Iterator[Fault]:
    parts, letters = count(text).parts, outside_gsm7(text)
    if letters:
        told = _("These characters more than halve the room: %(letters)s. Write others.")
        yield told % {"letters": " ".join(letters)}
    if parts > MAX_PARTS:
        told = _("With long names the text takes %(parts)s parts. %(most)s are allowed.")
        yield told % {"parts": parts, "most": MAX_PARTS}
