"""What an address or a form asks for, read with care: None when it is no number or date that could be meant."""

from datetime import date

LONGEST_NUMBER = 15  # digits: more fit into no column
FIRST_YEAR, LAST_YEAR = 2000, 2199


def row_number(text: str | None) -> int | None:
    """Return the number of a row that `text` names."""
    is_one = text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
    return int(text) if text and is_one else None


def asked_date(text: str | None) -> date | None:
    """Return the date that `text` ("2026-11-23") names, if one can reckon some weeks on and back from it."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if is_in_reach(day) else None


def is_in_reach(day: date) -> bool:
    """Tell whether `day` is one that anything could be planned or reckoned for."""
    return FIRST_YEAR <= day.year <= LAST_YEAR
