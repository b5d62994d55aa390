"""How long somebody says that it took: "ok 1,5h", "45 min", "puolitoista tuntia", "en halvtimme", "7".

Read only when it is clear. Two figures that do not add up, "1-2 h" or "2 h tai 3 h" are for a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rings.rules import duration_words as words
from rings.rules.duration_words import HOUR

# A bare number up to this is hours, a larger one minutes: for one visit or call.
BARE_HOURS = 12
_MOST_BARE_MINUTES = 600
_TOKEN = re.compile(r"\d+[.,:]\d+(?!\d)|\d+|½|[^\W\d_]+|[-–]|\.(?=\d)")
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?=\s+\S|\d)|\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")
_RANGE = re.compile(r"\d\s*[-–]\s*\d")
_CLOCK = re.compile(
    r"\b(?:klo|kello|kl|klockan|at)\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?"
)


@dataclass(frozen=True)
class Duration:
    """`minutes` in all, and the words of the text that are no part of it, in lower case."""

    minutes: int
    rest: tuple[str, ...]


@dataclass(frozen=True)
class _Amount:
    """A number with its unit in minutes; `unit` None is a bare number."""

    value: float
    unit: int | None

    @property
    def minutes(self) -> float:
        return self.value * (self.unit or HOUR)


def duration_in(text: str, *, bare_hours_up_to: int = BARE_HOURS) -> Duration | None:
    """Return the one length of time that `text` tells, or None when it tells none or not clearly.

    A number without a unit is hours up to `bare_hours_up_to`, above that minutes, if it can be: so "7" is
    seven hours and "45" three quarters. Clock times ("klo 10"), dates and counted things are left out.
    """
    plain = _CLOCK.sub(" ", _DATE.sub(" ", text.casefold()))
    if _RANGE.search(plain):
        return None
    tokens = _TOKEN.findall(plain)
    rest: list[str] = []
    amounts = list(_amounts(tokens, rest))
    if any(token in words.OR for token in tokens):
        return None
    has_units = any(a.unit for a in amounts)
    minutes = _sum(amounts) if has_units else _bare(amounts, bare_hours_up_to)
    return None if minutes is None else Duration(round(minutes), tuple(rest))


def _amounts(tokens: list[str], rest: list[str]) -> Iterator[_Amount]:
    """Yield the amounts in order, and put every other word into `rest`."""
    place = 0
    last: _Amount | None = None
    while place < len(tokens):
        found, after = _amount(tokens, place)
        if found is None:
            if tokens[place].isalpha() and tokens[place] not in words.AND:
                rest.append(tokens[place])
            place = after
            continue
        if found.unit is None and last and last.unit == HOUR and found.value < HOUR:
            # "1 h 30", "1h30"
            found = _Amount(found.value, 1)
        last, place = found, after
        yield found


def _amount(tokens: list[str], place: int) -> tuple[_Amount | None, int]:
    """Return the amount that begins at `place`, and where it ends; None and the next place when none does."""
    value, after = _number(tokens, place)
    here = _at(tokens, after)
    if value is None:
        return _without_number(tokens, place)
    if here in words.COUNTED:
        return None, after + 1
    if here in words.UNITS:
        more, end = _and_a_half(tokens, after + 1)
        return _Amount(value + more, words.UNITS[here]), end
    if tokens[place] in words.ARTICLES:
        return None, place + 1
    return _Amount(value, None), after


def _without_number(tokens: list[str], place: int) -> tuple[_Amount | None, int]:
    """ "Tunti", "an hour and a half": the unit itself says one."""
    unit = words.ONE_OF.get(tokens[place])
    if unit is None:
        return None, place + 1
    more, end = _and_a_half(tokens, place + 1)
    return _Amount(1 + more, unit), end


def _number(tokens: list[str], place: int) -> tuple[float | None, int]:
    """Return the number that begins at `place`, with the half that may follow it, and where it ends."""
    word = tokens[place]
    if word in words.ONE_AND_A_HALF:
        return 1.5, place + 1
    if word in words.HALVES or word == "½":
        skip = 1 if _at(tokens, place + 1) in words.ARTICLES else 0
        # A half is a number only of something: "puoli tuntia", "half an hour".
        is_of = _at(tokens, place + 1 + skip) in words.UNITS
        return (0.5, place + 1 + skip) if is_of else (None, place + 1)
    value = words.NUMBERS.get(word, 1.0 if word in words.ARTICLES else _figure(word))
    if value is None:
        return None, place + 1
    more, end = _and_a_half(tokens, place + 1)
    return value + more, end


def _and_a_half(tokens: list[str], place: int) -> tuple[float, int]:
    """Return 0.5 when "and a half" (or ½) stands at `place` and belongs to what is before it."""
    start = place
    if _at(tokens, place) == "½":
        return 0.5, place + 1
    if _at(tokens, place) not in words.AND:
        return 0, start
    place += 1
    if _at(tokens, place) in words.ARTICLES:
        place += 1
    if _at(tokens, place) not in words.HALVES:
        return 0, start
    # "Tunti ja puoli tuntia": the half has a unit of its own.
    before = tokens[start - 1]
    if before in words.UNITS and _at(tokens, place + 1) in words.UNITS:
        return 0, start
    return 0.5, place + 1


def _figure(token: str) -> float | None:
    """Return what the digits say in hours or pieces: "1,5" and "1.5" one and a half, "1:30" and "1.30" too."""
    found = re.fullmatch(r"(\d+)(?:([.,:])(\d+))?", token)
    if not found:
        return None
    whole, mark, part = found.groups()
    if not mark:
        return float(whole)
    is_clock = mark == ":" or (mark == "." and len(part) == 2 and part not in {"25", "50", "75"})
    if not is_clock:
        return float(f"{whole}.{part}")
    return int(whole) + int(part) / HOUR if int(part) < HOUR else None


def _sum(amounts: list[_Amount]) -> float | None:
    """Add hours and minutes; of one length, each later amount is less than one of the unit before it."""
    timed = [a for a in amounts if a.unit]
    for earlier, later in pairwise(timed):
        if later.minutes >= (earlier.unit or 0):
            return None
    return sum(a.minutes for a in timed)


def _bare(amounts: list[_Amount], hours_up_to: int) -> float | None:
    if len(amounts) != 1:
        return None
    value = amounts[0].value
    if value <= hours_up_to:
        return value * HOUR
    return value if value == int(value) and value <= _MOST_BARE_MINUTES and value % 5 == 0 else None


def _at(tokens: list[str], place: int) -> str:
    return tokens[place] if place < len(tokens) else ""
