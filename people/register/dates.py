"""Dates as an office writes them: whole, without the day, without the year."""

from __future__ import annotations

import re
from datetime import date

WHOLE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](20\d\d|\d{2})(?![\d:])")
ISO = re.compile(r"(?<!\d)(20\d\d)-(\d{1,2})-(\d{1,2})")
MONTH = re.compile(r"(?<![\d./])(\d{1,2})\s?[/.]\s?(20\d\d|\d{2})(?![\d.])")
DAY = re.compile(r"(?<![\d./])(\d{1,2})\.(\d{1,2})\.?(?!\d)")
YEAR = re.compile(r"(?<![\d./])(20\d\d)(?!\d)")
MONTHS = (
    "tammi", "helmi", "maalis", "huhti", "touko", "kesa", "heina", "elo", "syys", "loka", "marras", "joulu",
)  # fmt: skip
MONTH_NAME = re.compile(rf"\b({'|'.join(MONTHS)})kuu")


def find_date(text: str) -> date | None:
    """The first date in the text; "5/2026" is the first of May 2026, "2026" the first of January."""
    if iso := ISO.search(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if whole := WHOLE.search(text):
        return _date(_year(whole[3]), int(whole[2]), int(whole[1]))
    if month := MONTH.search(text):
        return _date(_year(month[2]), int(month[1]), 1)
    year = YEAR.search(text)
    return _date(int(year[1]), 1, 1) if year else None


def find_coming_date(text: str, today: date) -> date | None:
    """The last date in the text; one without a year is the next such day after `today`.

    The last, because "1.1.-1.3." ends with the day that counts.
    """
    if ISO.search(text) or WHOLE.search(text):
        last = list(ISO.finditer(text)) or list(WHOLE.finditer(text))
        return find_date(last[-1].group())
    days = list(DAY.finditer(text))
    named = MONTH_NAME.search(text)
    if not days and named:
        return _coming(1, 1 + MONTHS.index(named[1]), today)
    if not days:
        return find_date(text) if MONTH.search(text) else None
    return _coming(int(days[-1][1]), int(days[-1][2]), today)


def _coming(day: int, month: int, today: date) -> date | None:
    this_year = _date(today.year, month, day)
    if this_year is None or this_year > today:
        return this_year
    return _date(today.year + 1, month, day)


def _year(digits: str) -> int:
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
