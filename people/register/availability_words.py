"""The words offices use for days and times, in Finnish, Swedish and English, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from people.register.text import fold

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Part = Literal["am", "pm", "evening", "any"]
WordKind = Literal[
    "days", "window", "both", "comma", "and", "except", "arrangement", "alternating", "filler"
]

WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = WEEK[:5]
WEEKEND = WEEK[5:]


@dataclass(frozen=True, slots=True)
class Word:
    """One understood stretch of the prose. `negated`: what the volunteer cannot do."""

    kind: WordKind
    days: tuple[Weekday, ...] = ()
    part: Part | None = None
    start: time | None = None
    end: time | None = None
    negated: bool = False
    grouped: bool = False  # "arkisin", "viikonloppuisin": a group of days, not a list of them


DAY_NAMES: tuple[tuple[Weekday, str], ...] = (
    ("mon", r"ma|maanant\w*|man|mandag\w*|mon|mondays?"),
    ("tue", r"ti|tiist\w*|tis|tisd\w*|tue|tues|tuesdays?"),
    ("wed", r"ke|keskiv\w*|ons|onsd\w*|wed|wednesdays?"),
    ("thu", r"to|torst\w*|tor|tors|torsd\w*|thu|thur|thurs|thursdays?"),
    ("fri", r"pe|perjan\w*|fre|fred\w*|fri|fridays?"),
    ("sat", r"la|lauant\w*|lor|lord\w*|sat|saturdays?"),
    ("sun", r"su|sunnunt\w*|son|sond\w*|sun|sundays?"),
)
WORKDAY = r"arki\w*|arkena|arkip\w*|vardag\w*|weekdays?|workdays?"
WEEKEND_DAY = r"viikonlop\w*|viikonlo\w*|vkl\w*|vklop\w*|vkonlop\w*|vl|helg\w*|weekends?"
EVERY_DAY = (
    r"joka (?:paiva|pv)\w*|paivittain|kaikkina paivina|kaikki paivat|viikon kaikki|alla dagar|"
    r"varje dag|every ?day|daily|all days|koko viikko|kaikki kay|aina|milloin (?:vain|tahansa|vaan)|"
    r"koska (?:vain|tahansa|vaan)|kaikki ajat|nar som helst|alltid|any ?time|always|whenever|"
    r"vapaasti|ympari viikon|24/7|allt passar|kaikki sopii|kaikki(?=\s*(?:$|,))|mika vain"
)
WHOLE_DAY = r"koko paiva\w*|kokopaiv\w*|hela dagen|all day|whole day"
PARTS: tuple[tuple[Part, str], ...] = (
    ("pm", r"iltap\w*|ip|ilta-?paiv\w*|eftermiddag\w*|em|afternoons?|pm"),
    ("am", r"aamup\w*|ap|aamu\w*|aamu-?paiv\w*|formiddag\w*|fm|morgn\w*|morgon\w*|mornings?|am"),
    ("evening", r"ilta|ilto\w*|illa\w*|illo\w*|iltai\w*|iltas\w*|kvall\w*|evenings?|evn?"),
)
DAYTIME = r"paiv(?:isin|alla|aikaan|at|aika)|paivasai\w*|paivas-?aik\w*|dagtid|daytime|days"
OFFICE_HOURS = r"virka-?aika\w*|virka-?ajalla|toimistoaika\w*|kontorstid|office hours"
AND = r"ja|tai|seka|och|and|eller|or"
CANNOT = r"ei (?:kay|sovi|paas\w*|voi|onnistu\w*|ole|mahdollis\w*)|lukuun ?ottamatta"
ARRANGEMENT = (
    r"sovitaan|sovittava|sovittaessa|sovitusti|sopimuksen muk\w*|sop\.? ?muk\w*|erikseen|vaihtelee|vaihtelev\w*|"
    r"joustava\w*|joustaa|epasaannoll\w*|vuorotyo\w*|kysy\w*|soita ensin|enligt (?:overenskomm\w*|avtal)|"
    r"overenskomm\w*|by (?:agreement|arrangement)|varierar|flexib\w*|ei saannoll\w*|tapauskoht\w*|varies"
)
ALTERNATING = (
    r"paritt\w*|parilli\w*|joka toinen|joka 2\.?|joka kolmas|udda|jamna|varannan|every (?:other|second)|"
    r"kesais\w*|kesal\w*|talvis\w*|talvel\w*|syksyis\w*|kevais\w*|loma-?aik\w*|kerran (?:kuussa|viikossa)|"
    r"viikot|viikko\w*|viikolla|veckor?|kuukau\w*|kk"
)
EXCEPT = r"paitsi|eika|muttei|mutta ei|lukuun ottamatta|utom|inte|except|not|ilman|ei|ej"
FILLER = (
    r"klo|kello\w*|kl|joka|muut|ok|ovat|kay\w*|sopii|sopivat|paasee|paasen|parhai\w*|mielu\w*|yleensa|"
    r"vapaa\w*|aikaan|aikana|at|on|the|passar|bast|fri|ledig|vain|vaan|myos|n|noin|ca|voi|olen|i|pa|mellan|valilla|"
    r"valisena|between|o|asti|sakka|saakka|mennessa|erikseen|kaikki|hrs|h|muuten|muulloin|viikossa|only|endast"
)

HOUR = r"(\d{1,2})(?:[.:](\d{2}))?"
CLOCK = r"(?:\b(?:klo|kello|kl)\b\.?\s*)?"
AFTER = r"(?:jalkeen|alkaen|lahtien|eteenpain|->|>|efter|framat|onwards|after|from|fran|ja siita|jlk\w*)"
BEFORE = r"(?:ennen|fore|before|innan|until|till|asti|saakka|mennessa)"

TIME_PATTERNS: tuple[tuple[str, str], ...] = (
    ("between", rf"{CLOCK}{HOUR}\s*(?:-|till|to|och|ja)\s*{CLOCK}{HOUR}(?!\d)"),
    ("after", rf"(?:{AFTER}\s*{CLOCK}{HOUR})|(?:{CLOCK}{HOUR}\s*(?:{AFTER}|-(?!\s*\d)))"),
    ("before", rf"(?:(?:{BEFORE}|-)\s*{CLOCK}{HOUR})|(?:{CLOCK}{HOUR}\s*(?:asti|saakka|mennessa))"),
)

DAY = "|".join(f"(?:{pattern})" for _day, pattern in DAY_NAMES)
RANGE = re.compile(
    rf"\b({DAY})\.?\s*-\s*({DAY})\b|\b({DAY})\s+till\s+({DAY})\b|"
    r"\b((?:mon|tue|wed|thu|fri|sat|sun)\w*)\s+to\s+((?:mon|tue|wed|thu|fri|sat|sun)\w*)|"
    r"\b(\w+ntaista|\w+staista|keskiviikosta)\s+(\w+ntaihin|\w+staihin|keskiviikkoon)"
)


HALF_DAY_CLOCK = re.compile(r"\b(\d{1,2})(?:[.:](\d\d))?\s*(am|pm)\b")
DAYS_CANNOT = re.compile(rf"\b((?:{DAY})(?:(?: ,| ja)* (?:{DAY}))*) {CANNOT}\b")


def words_of(text: str) -> tuple[list[Word], list[str]]:
    """The understood words in their order, and the words that mean nothing to us."""
    rest = _separated(fold(text))
    words: list[Word] = []
    leftover: list[str] = []
    negating = False
    while rest:
        word, length = _next(rest)
        if word is None:
            leftover += re.findall(r"\w+", rest[:length])
        elif word.kind == "except":
            negating = True
        elif negating and word.part and not _excepts_days(words):
            leftover.append(rest[:length])  # "ei aamuisin": which times are left is for a person
        elif word.kind != "filler":
            negating = negating and word.kind in {"days", "comma", "and"}
            words.append(replace(word, negated=negating))
        rest = rest[length:].lstrip()
    if negating and not _excepts_days(words):
        leftover.append(text)
    return words, leftover


def _excepts_days(words: list[Word]) -> bool:
    return any(word.negated and word.days for word in words)


def _separated(folded: str) -> str:
    """Commas apart from words, brackets gone, plus signs as "and"; "ma -pe" as "ma-pe"."""
    folded = HALF_DAY_CLOCK.sub(_whole_day_clock, folded)
    text = re.sub(r"[()!?]|\.(?!\d)", " ", folded.replace("+", " ja ").replace("&", " ja "))
    text = re.sub(r"(?<=\D)/(?=\D)", " ja ", text).replace("/", " ")
    text = re.sub(r"(?<=\w)\s*[,;]\s*", " , ", text)
    text = " ".join(re.sub(r"\s*-\s*(?=\w)(?<!\d)", "-", text).split())
    return DAYS_CANNOT.sub(r"ei \1 ,", text)


def _whole_day_clock(match: re.Match[str]) -> str:
    """ "5 pm" as "17"."""
    hour = int(match[1]) % 12 + (12 if match[3] == "pm" else 0)
    return f"{hour}:{match[2] or '00'}"


def _next(rest: str) -> tuple[Word | None, int]:
    """The word at the front of the prose and its length; None for a word we do not know."""
    if rest[0] in ",;":
        return Word("comma"), 1
    for reader in (_range, _compound, _time, _phrase):
        found = reader(rest)
        if found:
            return found
    unknown = re.match(r"[\w\-.]+|\W", rest)
    return None, len(unknown[0]) if unknown else 1


def _range(rest: str) -> tuple[Word, int] | None:
    match = RANGE.match(rest)
    if not match:
        return None
    ends = [_day(group) for group in match.groups() if group]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None
    start, stop = WEEK.index(first), WEEK.index(last)
    days = WEEK[start : stop + 1] if start <= stop else WEEK[start:] + WEEK[: stop + 1]
    return Word("days", days, grouped=True), match.end()


def _compound(rest: str) -> tuple[Word, int] | None:
    """ "arki-illat", "viikonloppuaamuisin", "ma-ilta": days and a part of them in one word."""
    match = re.match(r"(arki|viikonloppu|vkl|\w{2,12}?(?:tai|viikko))-?(\w+)\b", rest)
    short = re.match(rf"({DAY})-(\w+)\b", rest)
    for found in filter(None, (match, short)):
        part = _part(found[2])
        days = _group(found[1]) or tuple(filter(None, [_day(found[1])]))
        if part and days:
            return Word("both", days, part), found.end()
    return None


def _time(rest: str) -> tuple[Word, int] | None:
    for kind, pattern in TIME_PATTERNS:
        match = re.match(pattern + r"(?!\w)", rest)
        numbers = list(match.groups()) if match else []
        if match is None or not any(numbers):
            continue
        times = [
            _clock(numbers[at], numbers[at + 1]) for at in range(0, len(numbers), 2) if numbers[at]
        ]
        if None in times:
            return None
        start = times[0] if kind != "before" else None
        end = times[-1] if kind != "after" else None
        if start and end and end <= start:
            return None
        return Word("window", start=start, end=end), match.end()
    return None


def _clock(hour: str, minute: str | None) -> time | None:
    hours, minutes = int(hour) % 24, int(minute or 0)
    return time(hours, minutes) if int(hour) <= 24 and minutes < 60 else None


PHRASES: tuple[tuple[str, Word], ...] = (
    (ALTERNATING, Word("alternating")),
    (WORKDAY, Word("days", WORKDAYS, grouped=True)),
    (WEEKEND_DAY, Word("days", WEEKEND, grouped=True)),
    (WHOLE_DAY, Word("window", part="any")),
    (EVERY_DAY, Word("days", WEEK, grouped=True)),
    *((pattern, Word("window", part=part)) for part, pattern in PARTS),
    (DAYTIME, Word("window", start=time(9), end=time(16))),
    (OFFICE_HOURS, Word("both", WORKDAYS, start=time(8), end=time(16))),
    (AND, Word("and")),
    *((pattern, Word("days", (day,))) for day, pattern in DAY_NAMES),
    (ARRANGEMENT, Word("arrangement")),
    (EXCEPT, Word("except")),
    (FILLER, Word("filler")),
)


def _phrase(rest: str) -> tuple[Word, int] | None:
    for pattern, word in PHRASES:
        match = re.match(rf"(?:{pattern})(?!\w)\.?", rest)
        if match:
            return word, match.end()
    return None


def _day(text: str) -> Weekday | None:
    return next((day for day, pattern in DAY_NAMES if re.fullmatch(pattern, text)), None)


def _group(text: str) -> tuple[Weekday, ...]:
    if re.fullmatch(WORKDAY, text):
        return WORKDAYS
    return WEEKEND if re.fullmatch(WEEKEND_DAY, text) else ()


def _part(text: str) -> Part | None:
    return next((part for part, pattern in PARTS if re.fullmatch(pattern, text)), None)
