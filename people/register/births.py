"""The year of birth, from a year, a date, two digits or an age."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from people.register.columns import Kind
from people.register.read import Cell, Read
from people.register.text import IDENTITY_CODE, fold, plain

OLDEST = 110
OLDEST_LIKELY: dict[Kind, int] = {"volunteers": 95, "residents": 110}
YOUNGEST: dict[Kind, int] = {"volunteers": 15, "residents": 18}
LIKELY_FROM: dict[Kind, int] = {"volunteers": 15, "residents": 50}

# A year that Excel shows as a date: 1947 is the 1,947th day after 30 December 1899.
EXCEL_DAY_ZERO = date(1899, 12, 30)

AGE = re.compile(
    r"^(?:ika|age|alder)\s*(\d{1,3})\b|^(\d{1,3})\s*-?\s*(?:v\b|vuot|vuosi|-vuotias|ar\b|years?\b|y\b)"
)
FULL_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})")
YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
TWO_DIGITS = re.compile(r"(?<!\d)(\d{2})(?!\d)")
UNSURE = re.compile(
    r"\?|\bn\.|noin|\bca\b|\bluku|-luku|(?:19|20)\d\d\s?(?:[/-]|tai)\s?\d\d\b(?!-)|luvulla|about|arviolta|ehka"
)

FROM_AGE = _("Only the age is given; the year of birth may be a year off.")
NOT_CLEAR = _("The year of birth is not clear.")
OUT_OF_RANGE = _("The year of birth cannot be right.")
CODE_DROPPED = _("A personal identity code was left out. Remove it from the file too.")


def read_birth_year(cell: Cell, kind: Kind, today: date) -> Read[int | None]:
    """The year of birth; two digits become the year that fits a person of this register."""
    if not plain(cell).strip("- "):
        return Read(None)
    if isinstance(cell, date):
        return _checked(_of_date_cell(cell), kind, today)
    text = fold(plain(cell))
    if IDENTITY_CODE.search(plain(cell)):
        return _of_identity_code(plain(cell), kind, today)
    if age := AGE.match(text):
        return _of_age(int(age[1] or age[2]), kind, today)
    read = _of_text(text, kind, today)
    return read.flagged(NOT_CLEAR) if read.value and UNSURE.search(text) else read


def read_age(cell: Cell, kind: Kind, today: date) -> Read[int | None]:
    """The year of birth from a column of ages; a year or a date in it is read as such.

    That ages may be a year off is said once of the column, not of every row.
    """
    match = re.fullmatch(r"(\d{1,3})\s*(?:v|vuotta|vuotias|ar)?\.?", fold(plain(cell)))
    if match:
        read = _of_age(int(match[1]), kind, today)
        return read if read.value is None else Read(read.value)
    return read_birth_year(cell, kind, today)


def _of_date_cell(cell: date) -> int:
    day = date(cell.year, cell.month, cell.day)
    return cell.year if cell.year > 1908 else (day - EXCEL_DAY_ZERO).days


def _of_text(text: str, kind: Kind, today: date) -> Read[int | None]:
    if iso := ISO_DATE.search(text):
        return _checked(int(iso[1]), kind, today)
    if full := FULL_DATE.search(text):
        return _of_year(full[3], kind, today)
    years = set(YEAR.findall(text))
    if len(years) == 1:
        return _checked(int(years.pop()), kind, today)
    if len(years) > 1:
        return Read(None, (NOT_CLEAR,))
    two = TWO_DIGITS.findall(text)
    if len(two) != 1:
        return Read(None, (NOT_CLEAR,))
    return (
        _of_bare(two[0], kind, today)
        if re.fullmatch(r"\d{2}", text)
        else _of_year(two[0], kind, today)
    )


def _of_year(digits: str, kind: Kind, today: date) -> Read[int | None]:
    """Four digits as they are; two in the century that gives a possible age."""
    if len(digits) == 4:
        return _checked(int(digits), kind, today)
    fitting = [
        year
        for year in (1900 + int(digits), 2000 + int(digits))
        if YOUNGEST[kind] <= today.year - year <= OLDEST_LIKELY[kind]
    ]
    return Read(fitting[0]) if len(fitting) == 1 else Read(None, (NOT_CLEAR,))


def _of_bare(digits: str, kind: Kind, today: date) -> Read[int | None]:
    """ "47" with nothing around it is a year, unless it could as well be an age."""
    as_year = _of_year(digits, kind, today)
    age = int(digits)
    likely = range(LIKELY_FROM[kind], 100)
    year_fits = as_year.value is not None and today.year - as_year.value in likely
    if age not in likely:
        return as_year
    return Read(as_year.value if year_fits else today.year - age, (NOT_CLEAR,))


def _of_age(age: int, kind: Kind, today: date) -> Read[int | None]:
    if not YOUNGEST[kind] <= age <= OLDEST:
        return Read(None, (OUT_OF_RANGE,))
    return Read(today.year - age, (FROM_AGE,))


def _of_identity_code(text: str, kind: Kind, today: date) -> Read[int | None]:
    match = IDENTITY_CODE.search(text)
    if match is None:
        return Read(None, (NOT_CLEAR,))
    century = 2000 if match[2].upper() in "ABCDEF" else 1900
    return _checked(century + int(match[1][4:]), kind, today).flagged(CODE_DROPPED)


def _checked(year: int, kind: Kind, today: date) -> Read[int | None]:
    """The year, if a living person of this register can be born in it."""
    if not 0 <= today.year - year <= OLDEST:
        return Read(None, (OUT_OF_RANGE,))
    if today.year - year < YOUNGEST[kind]:
        return Read(year, (_("This person would be a child. Check the year of birth."),))
    return Read(year)
