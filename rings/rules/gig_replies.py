"""Words that only a question about a request gives a meaning to: "A" of two, and how long it took. Pure."""

import re
from dataclasses import replace

from notifications.reading import Asked, Intent, Reading, read_reply
from rings.rules.durations import duration_in

BOTH = frozenset({"molemmat", "molempiin", "kumpikin", "kumpaankin", "båda", "bägge", "both"})
AND = frozenset({"ja", "sekä", "och", "and", "n", "ta", "aan"})  # also the endings of "A:n"
# "A" is also an article: in a longer text it counts only as a capital.
SHORT = 3
# How people say A and B without letters. "Toinen" is not here: it also means somebody else.
ORDINALS = {
    "A": frozenset({"eka", "ekaan", "ensimmäinen", "ensimmäiseen", "första", "first"}),
    "B": frozenset({"toka", "tokaan", "jälkimmäinen", "jälkimmäiseen", "andra", "second"}),
}
# Everywhere else 1 is yes and 2 is no; here they may be hours as well.
NOT_SURE_HOURS = frozenset({"1", "2"})
LONGEST_MINUTES = 12 * 60
_WORD = re.compile(r"\w+|[^\w\s]+")


def letters_in(body: str, letters: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of `letters` ("A", "B") that `body` chooses: "A", "ok b", "molemmat"."""
    words = [word for word in _WORD.findall(body) if word[0].isalnum()]
    lower = {word.casefold() for word in words}
    if lower & BOTH:
        return letters
    said = {word.upper() for word in words} if len(words) <= SHORT else set(words)
    said |= {letter for letter, ways in ORDINALS.items() if len(words) <= SHORT and ways & lower}
    return tuple(letter for letter in letters if letter in said)


def read_offer_reply(body: str, asked: Asked) -> Reading:
    """Return what `body` answers to one request, or to A and B: a letter alone says yes to it."""
    chosen = letters_in(body, asked.names)
    plain = replace(asked, names=())
    if not chosen:
        return read_reply(body, plain)
    skipped = {letter.casefold() for letter in chosen} | BOTH | AND
    skipped = skipped.union(*(ORDINALS.get(letter, ()) for letter in chosen))
    rest = [word for word in _WORD.findall(body) if word.casefold() not in skipped]
    said = " ".join(rest) if any(word[0].isalnum() for word in rest) else "ok"
    reading = read_reply(said, plain)
    if reading.intent is Intent.UNCLEAR:
        # "A kiitos": the letter itself is the yes; words that nothing explains are still for a person's eyes.
        reading = read_reply(f"ok {said}", plain)
    if len(chosen) > 1 and reading.intent is Intent.DECLINE and len(rest) > 1:
        return Reading(Intent.UNCLEAR, 0.5, rule="one_of_two")
    return replace(reading, names=chosen)


def read_report(body: str, asked: Asked) -> Reading:
    """Return what `body` reports of a request: a length of time alone says that it was done."""
    if asked.before_slot or body.strip(" .!") == "1":
        return read_reply(body, asked)
    if body.strip(" .!") == "2":
        return Reading(Intent.UNCLEAR, 0.5, rule="no_or_two_hours")
    found = duration_in(body)
    if found is None:
        return read_reply(body, asked)
    return read_reply(" ".join(found.rest) or "ok", asked)


def minutes_in(body: str) -> int | None:
    """Return how many minutes `body` says that it took, or None when it does not say so clearly."""
    found = None if body.strip(" .!") in NOT_SURE_HOURS else duration_in(body)
    return found.minutes if found and found.minutes <= LONGEST_MINUTES else None
