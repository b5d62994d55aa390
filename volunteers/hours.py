"""Weekly free hours in words: pure."""

from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

from django.utils.dates import WEEKDAYS_ABBR


class Window(NamedTuple):
    """Free on `weekday` (0 = Monday) in local wall time [starts, ends)."""

    weekday: int
    starts: time
    ends: time


def in_words(windows: Iterable[Window]) -> list[str]:
    """Return the weekly free hours, neighbouring days with the same hours as one: "Mon–Wed 9–12"."""
    by_day: dict[int, list[str]] = {}
    for row in windows:
        by_day.setdefault(row.weekday, []).append(f"{clock(row.starts)}–{clock(row.ends)}")
    spans: list[tuple[int, int, str]] = []
    for day, hours in sorted(by_day.items()):
        words = ", ".join(hours)
        if spans and spans[-1][1:] == (day - 1, words):
            spans[-1] = (spans[-1][0], day, words)
        else:
            spans.append((day, day, words))
    return [f"{_days(first, last)} {words}" for first, last, words in spans]


def _days(first: int, last: int) -> str:
    start, end = WEEKDAYS_ABBR[first], WEEKDAYS_ABBR[last]
    return str(start) if first == last else f"{start}–{end}"


def clock(at: time) -> str:
    """Return wall time as people write it: "9", "9.30"."""
    return f"{at.hour}.{at:%M}" if at.minute else str(at.hour)
