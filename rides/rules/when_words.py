"""Which day and hour somebody means in a text, in Finnish, Swedish and English. Pure: `now` is local wall time."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

# By weekday from Monday: short and whole words, as they begin. "To" is Thursday in Finnish only.
_WEEKDAYS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (frozenset({"ma", "mån", "mon"}), ("maanantai", "måndag", "monday")),
    (frozenset({"ti", "tis", "tue", "tues"}), ("tiistai", "tisdag", "tuesday")),
    (frozenset({"ke", "ons", "wed"}), ("keskiviik", "onsdag", "wednesday")),
    (frozenset({"to", "tor", "tors", "thu", "thurs"}), ("torstai", "torsdag", "thursday")),
    (frozenset({"pe", "fre", "fri"}), ("perjantai", "fredag", "friday")),
    (frozenset({"la", "lör", "sat"}), ("lauantai", "lördag", "saturday")),
    (frozenset({"su", "sön", "sun"}), ("sunnuntai", "söndag", "sunday")),
)
_NEXT = frozenset({"ensi", "seuraava", "seuraavana", "nästa", "next"})
_WEEK = ("viik", "vecka", "week")
_DAYS_ON: tuple[tuple[int, frozenset[str]], ...] = (
    (2, frozenset({"ylihuomenna", "ylihuomiselle", "övermorgon"})),
    (1, frozenset({"huomenna", "huomiselle", "huomen", "imorgon", "imorron", "tomorrow"})),
    (0, frozenset({"tänään", "tanaan", "idag", "today"})),
)
_HOUR_WORDS = frozenset({"klo", "kello", "kl", "klockan", "at", "@"})
_HALF = frozenset({"puoli", "halv"})
_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$")
_NUMBERS = re.compile(r"^(\d{1,2})[.:](\d{1,2})$")
_BARE = re.compile(r"^(\d{1,2})$")
_LETTERS = re.compile(r"[^\W\d_]+")
# A bare number is an hour between these; a ride at four in the morning is written out.
EARLY, LATE = 5, 22
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)


def hour_in(words: Sequence[str], counted: Iterable[int] = ()) -> time | None:
    """Return the first hour that `words` name; the places in `counted` are numbers of something else."""
    other = set(counted)
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if place in other:
            continue
        if before in _HALF and (bare := _BARE.match(word)):
            return _time((int(bare[1]) - 1) % 24, 30)
        found = _clock(word, told=before in _HOUR_WORDS)
        if found is not None:
            return found
    return None


def day_in(words: Sequence[str], now: datetime, hour: time | None, *, english: bool) -> date | None:
    """Return the local date that `words` name, today or later; `now` is local.

    A weekday is the next one: today only while `hour` is still to come.
    """
    today = now.date()
    for word in words:
        if found := _date(word, today):
            return found
    for days, names in _DAYS_ON:
        if names & {*words, *map("".join, pairwise(words))}:  # "i morgon" is "imorgon"
            return today + days * A_DAY
    weekday = next((n for w in words if (n := _weekday(w, english=english)) is not None), None)
    if weekday is None:
        return None
    if _is_next_week(words):
        return today - today.weekday() * A_DAY + A_WEEK + weekday * A_DAY
    ahead = (weekday - today.weekday()) % 7
    if ahead == 0 and (hour is None or hour <= now.time()):
        ahead = 7
    return today + ahead * A_DAY


def _clock(word: str, *, told: bool) -> time | None:
    """Return the hour `word` says; `told`: the word before says that an hour follows."""
    if parts := _NUMBERS.match(word.rstrip(".")):
        hour, minute = int(parts[1]), int(parts[2])
        may_be_date = minute % 5 or len(parts[2]) == 1 or hour < EARLY
        if not told and "." in word and (word.endswith(".") or may_be_date):
            return None
        return _time(hour, minute)
    bare = _BARE.match(word)
    if bare and (told or EARLY <= int(bare[1]) <= LATE):
        return _time(int(bare[1]), 0)
    return None


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _date(word: str, today: date) -> date | None:
    """Return the date "26.11." or "26.11.2026" says: of this year, or the next one when it is past."""
    written = _DATE.match(word)
    if written is None:
        plain = _NUMBERS.match(word)
        if plain is None or "." not in word or _clock(word, told=False):
            return None
        written = _DATE.match(f"{word}.")
    if written is None:
        return None
    day, month, year = int(written[1]), int(written[2]), written[3]
    try:
        if year:
            return date(int(year) % 100 + 2000, month, day)
        found = date(today.year, month, day)
        return found if found >= today else date(today.year + 1, month, day)
    except ValueError:
        return None


def _weekday(word: str, *, english: bool) -> int | None:
    letters = "".join(_LETTERS.findall(word))
    for number, (short, whole) in enumerate(_WEEKDAYS):
        if letters.startswith(whole) or (letters in short and not (english and letters == "to")):
            return number
    return None


def _is_next_week(words: Sequence[str]) -> bool:
    pairs = pairwise(words)
    return any(one in _NEXT and two.startswith(_WEEK) for one, two in pairs)
