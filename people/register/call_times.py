"""The hour a resident wants to be called at, as wall time."""

from __future__ import annotations

import re
from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, plain

HOURS = {
    "yksi": 1, "kaksi": 2, "kolme": 3, "nelja": 4, "viisi": 5, "kuusi": 6, "seitseman": 7,
    "kahdeksan": 8, "yhdeksan": 9, "kymmenen": 10, "yksitoista": 11, "kaksitoista": 12,
    "yhdelta": 1, "kahdelta": 2, "kolmelta": 3, "neljalta": 4, "viidelta": 5, "kuudelta": 6,
    "seitsemalta": 7, "kahdeksalta": 8, "yhdeksalta": 9, "kymmenelta": 10, "yhdeltatoista": 11,
    "kahdeltatoista": 12, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7,
    "atta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
}  # fmt: skip
HOUR_WORD = "|".join(sorted(HOURS, key=len, reverse=True))
DIGITS = re.compile(r"(?<![\d./])(\d{1,2})(?:[.:,](\d{2}))?(?!\d)(?!\.\d)")
BEFORE = re.compile(r"\b(?:ennen|fore|innan|before)\b|\d ja \d|\d och \d|\d and \d")
HALF_TO = re.compile(rf"\b(?:puoli|halv)\s*-?(?:({HOUR_WORD})\b|(\d{{1,2}})\b)")
HALF_PAST = re.compile(rf"\bhalf past (?:({HOUR_WORD})\b|(\d{{1,2}})\b)")
QUARTER_PAST = re.compile(
    rf"(?:vartt\w*|vartin) yli (?:({HOUR_WORD})\b|(\d{{1,2}})\b)|kvart over (?:({HOUR_WORD})\b|(\d{{1,2}})\b)"
)
QUARTER_TO = re.compile(
    rf"vartt\w* (?:vaille|vailla) (?:({HOUR_WORD})\b|(\d{{1,2}})\b)|kvart i (?:({HOUR_WORD})\b|(\d{{1,2}})\b)"
)
IN_WORDS = re.compile(rf"\b({HOUR_WORD})\b")
SPOKEN = ((HALF_TO, -30), (HALF_PAST, 30), (QUARTER_PAST, 15), (QUARTER_TO, -15))

AFTERNOON = re.compile(
    r"iltap|\bip\b|ilta|illa|illo|kvall|eftermid|\bem\b|afternoon|evening|\bpm\b"
)
NO_PREFERENCE = re.compile(
    r"^(?:(?:milloin|koska) (?:vain|vaan|tahansa)|kaikki kay|aina|sovitaan.*|ei valia|ei valii|"
    r"nar som helst|any ?time|-)$"
)
NOT_EXACT = _("No exact time of day is given.")
DAY_START = 6  # nobody asks for a check-in call before six; "illalla 6" is 18


def read_call_time(cell: Cell) -> Read[time | None]:
    """The hour, from "8.30", "klo 9", "puoli yhdeksän", "illalla 17" or an Excel time. Blank: None."""
    at = _of_excel(cell)
    if at:
        return Read(at)
    text = fold(plain(cell))
    if not text or NO_PREFERENCE.match(text):
        return Read(None, note=plain(cell))
    minutes = _spoken(text)
    if minutes is None:
        minutes = _digits(text)
    if minutes is None:
        return Read(None, (NOT_EXACT,), plain(cell))
    if AFTERNOON.search(text) and minutes < 12 * 60:
        minutes += 12 * 60
    read: Read[time | None] = Read(_of_minutes(minutes), note=plain(cell))
    if BEFORE.search(text):
        return read.flagged(NOT_EXACT)
    early = minutes < DAY_START * 60
    return read.flagged(_("This is very early. Check the time.")) if early else read


def _of_excel(cell: Cell) -> time | None:
    """The time of a cell that Excel itself keeps as one: a time, a date with it, a part of a day."""
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    if isinstance(cell, float) and 0 < cell < 1:
        return _of_minutes(round(cell * 24 * 60))
    return None


def _spoken(text: str) -> int | None:
    """Minutes after midnight of "puoli yhdeksän" and the like."""
    for pattern, shift in SPOKEN:
        if match := pattern.search(text):
            said = next(group for group in match.groups() if group)
            return (HOURS.get(said) or int(said)) * 60 + shift
    word = IN_WORDS.search(text)
    return HOURS[word[1]] * 60 if word else None


def _digits(text: str) -> int | None:
    match = DIGITS.search(text)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    return int(match[1]) * 60 + int(match[2] or 0)


def _of_minutes(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
