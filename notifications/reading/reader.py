"""Reading a reply: signals first, then what they mean to the question that was asked."""

from dataclasses import replace
from functools import lru_cache

from notifications.reading.clean import PUNCTUATION, fold, tokens
from notifications.reading.decide import decide
from notifications.reading.language import language_of
from notifications.reading.lexicon import first_names, lexicon
from notifications.reading.model import Asked, Intent, NamedReading, Reading
from notifications.reading.names import name_forms, named, segments, split_names
from notifications.reading.signals import Signals, find_signals
from notifications.reading.unread import DOUBT, with_unread

_ABOUT_SOMEBODY = frozenset({Intent.DONE, Intent.NO_ANSWER})
_RESIDENT_CONTEXTS = frozenset({"morning_checkin", "ride_confirm", "unsolicited"})


def read_reply(text: str, asked: Asked) -> Reading:
    """What `text` means as an answer to `asked`.

    A worry beats every other reading; what cannot be told is `unclear`. A reading below THRESHOLD is
    for a person to confirm; one that `needs_eyes` may be acted on, and a person reads it too.
    """
    words = tokens(text)
    if not any(word.isalnum() or ord(word[0]) > 0x2600 for word in words):
        return Reading(Intent.UNCLEAR, 0.95, rule="empty")
    whole = _read(words, asked)
    parts = _parts(words, asked)
    mentioned = named(words, asked.names)
    if parts:
        mentioned = tuple(part.name for part in parts if part.intent == whole.intent)
    if not mentioned and whole.intent in _ABOUT_SOMEBODY and _names_another(words, asked):
        # "I rang Veikko", when Aino was asked about: that says nothing of Aino.
        whole = replace(whole, confidence=min(whole.confidence, DOUBT))
    return replace(whole, names=mentioned, parts=parts)


def prepare() -> None:
    """Compile the word lists of every language: once a process, before the first text comes in."""
    for language in ("fi", "sv", "en"):
        read_reply("ok", Asked("unsolicited", before_slot=False, names=(), language=language))


def _names_another(words: list[str], asked: Asked) -> bool:
    """Whether the text is about somebody whom nobody asked about. A last word is a signature."""
    said = [word for word in words if word not in PUNCTUATION]
    own = {fold(name) for name in split_names(asked.sender_names)}
    others = name_forms(said[:-1], first_names()) - name_forms(said, own)
    return bool(asked.names and others)


def _read(words: list[str], asked: Asked) -> Reading:
    own = {fold(name) for name in asked.names + split_names(asked.sender_names)}
    forms = name_forms(words, own | first_names())
    language = language_of(words, asked.language)
    resident = asked.context in _RESIDENT_CONTEXTS
    signals = _signals(tuple(words), language, forms, resident=resident)
    about = bool(named(words, asked.names))
    return with_unread(decide(signals, asked, about_named=about), signals)


@lru_cache(maxsize=64)
def _signals(
    words: tuple[str, ...], language: str, names: frozenset[str], *, resident: bool
) -> Signals:
    """What `find_signals` finds, kept for a moment: one text is read as the answer to each open question."""
    return find_signals(list(words), lexicon(language), names=names, resident=resident)


def _parts(words: list[str], asked: Asked) -> tuple[NamedReading, ...]:
    """One reading a name, when the text speaks of several of them apart."""
    pieces = segments(words, asked.names)
    if len(pieces) < 2:
        return ()
    read = [(names, _read(piece, asked)) for names, piece in pieces]
    latest = {
        name: NamedReading(name, each.intent, each.confidence)
        for names, each in read
        for name in names
    }
    return tuple(latest.values())
