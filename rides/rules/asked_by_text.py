"""A ride asked for by a text that nobody had asked: "KYYTI to klo 10 kauppaan". Pure.

What is read here fills a form that a person looks at: nothing is booked by it. So it reads what it is sure of and
leaves the rest open, and it keeps its hands off words about a ride that was: those answer something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from rides.rules.place_words import Known, place_in
from rides.rules.when_words import day_in, hour_in

# As the words begin, the first word of a text, or after "tarvitsen" and the like.
_RIDE = ("kyyti", "kyydi", "kyyt", "skjuts", "ride", "lift", "transport")
_ENGLISH = ("ride", "lift", "transport")
_WANTS = (
    "tarvit",
    "tarvi",
    "saisin",
    "saanko",
    "haluai",
    "halua",
    "voisi",
    "olisi",
    "pääsisin",
    "pyytäi",
    "tilaa",
    "behöver",
    "kan jag få",
    "skulle",
    "önskar",
    "beställ",
    "need",
    "could",
    "would",
    "please",
    "book",
    "want",
)
# Words about a ride that was, is not wanted, or is answered for: never a new one. With a space: the whole word.
_NOT_NOW = (
    "peru",
    "en tule",
    "en tarvit",
    "ei tarvit",
    "meni ",
    "oli ",
    "tuli ",
    "ajettu",
    "ajoin",
    "hoidettu",
    "haettu",
    "vein ",
    "myöhässä",
    "missä",
    "kiitos kyydi",
    "eilen",
    "avbok",
    "avbest",
    "behöver inte",
    "behövs inte",
    "var bra",
    "körde",
    "igår",
    "tack för",
    "cancel",
    "was ",
    "went",
    "drove",
    "not need",
    "no need",
    "yesterday",
    "thanks for",
    "late ",
)
_GREETINGS = frozenset(
    {"hei", "moi", "moikka", "terve", "päivää", "huomenta", "hej", "hello", "hi"}
)
_BACK = ("paluu", "takaisin", "kotiin", "tillbaka", "hem", "åter", "back", "return", "home")
_ON_CALL = ("soit", "valmis", "ringer", "klar", "call", "ready")
_ONE_WAY = ("ei paluu", "vain meno", "yhteen suuntaan", "enkel", "bara dit", "one way", "no return")
_LEAVES = ("lähtö", "lähte", "alkaen", "avgång", "från kl", "leav")
_NEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rollator", ("rollaat", "rollat", "walker", "zimmer")),
    ("folding", ("pyörätuol", "rullstol", "wheelchair")),
    ("dog", ("koira", "hund", "dog")),
    ("oxygen", ("happi", "syrgas", "oxygen")),
)
_ALONG = (
    "saattaj",
    "avustaj",
    "vaimo",
    "mies",
    "puoliso",
    "ledsag",
    "fru",
    "man",
    "wife",
    "husband",
)
_WITH = ("kanssa", "mukana", "mukaan", "med", "with", "along")
_PEOPLE = ("henk", "hlö", "hengel", "paikka", "ihmis", "person", "plats", "people", "seat")
_COUNTS = {
    "kaksi": 2,
    "kahdelle": 2,
    "kolme": 3,
    "kolmelle": 3,
    "två": 2,
    "tre": 3,
    "two": 2,
    "three": 3,
}
_WORD = re.compile(r"\d[\d.:]*|[^\W\d_][\w\-]*")


@dataclass(frozen=True)
class RideText:
    """What a text asks for: local date and wall times, a place's key; None where it does not say.

    `back` is "fixed", "on_call", "none", or "" when nothing is said of the way home.
    """

    day: date | None = None
    hour: time | None = None
    timing: str = "arrive"
    place: int | None = None
    back: str = ""
    back_time: time | None = None
    seats: int = 1
    needs: tuple[str, ...] = ()


def read_ride(body: str, now: datetime, places: Sequence[Known] = ()) -> RideText | None:
    """Return what `body` asks for, or None when it asks for no ride; `now` is local wall time.

    Of `places` the first counts where two are named alike, so begin with the nearest.
    """
    text = " ".join(body.lower().split())
    words = _WORD.findall(text)
    if not _asks(words, text):
        return None
    there, home = _parted(words)
    english = any(word.startswith(_ENGLISH) for word in words)
    counted = _counted(there)
    hour = hour_in(there, counted)
    back_time = hour_in(home)
    found = RideText(
        day=day_in(words, now, hour or back_time, english=english),
        hour=hour,
        timing="leave" if _has(text, _LEAVES) else "arrive",
        place=place_in(" ".join(there), places),
        back=_way_home(text, home, back_time),
        back_time=back_time,
        seats=_seats(there, counted),
        needs=tuple(need for need, names in _NEEDS if _has(text, names)),
    )
    says_something = found.day or found.hour or found.place is not None
    return found if says_something or len(words) <= len(_GREETINGS & set(words)) + 1 else None


def _asks(words: Sequence[str], text: str) -> bool:
    """Tell whether the text asks for a ride that is still to be, in its first word or in so many words."""
    at = [n for n, word in enumerate(words) if word.startswith(_RIDE)]
    if not at or _has(f"{text} ", _NOT_NOW):
        return False
    before = [word for word in words[: at[0]] if word not in _GREETINGS]
    return not before or _has(text, _WANTS)


def _has(text: str, beginnings: Sequence[str]) -> bool:
    """Tell whether a word of `text`, or a pair of them, begins with any of `beginnings`."""
    return any(re.search(rf"(?<!\w){re.escape(start)}", text) for start in beginnings)


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words about the way there, and those from the first word about the way back on."""
    for place, word in enumerate(words):
        if place and word.startswith(_BACK) and not word.startswith("hembygd"):
            return list(words[:place]), list(words[place:])
    return list(words), []


def _way_home(text: str, home: Sequence[str], back_time: time | None) -> str:
    if _has(text, _ONE_WAY):
        return "none"
    if back_time:
        return "fixed"
    return "on_call" if home and _has(" ".join(home), _ON_CALL) else ""


def _counted(words: Sequence[str]) -> list[int]:
    """Return the places of numbers that count people."""
    pairs = enumerate(pairwise(words))
    return [n for n, (one, two) in pairs if one.isdigit() and two.startswith(_PEOPLE)]


def _seats(words: Sequence[str], counted: Sequence[int]) -> int:
    if counted:
        return min(max(int(words[counted[0]]), 1), 8)
    pairs = pairwise(words)
    told = [_COUNTS[one] for one, two in pairs if one in _COUNTS and two.startswith(_PEOPLE)]
    if told:
        return told[0]
    text = " ".join(words)
    return 2 if _has(text, _ALONG) and _has(text, _WITH) else 1
