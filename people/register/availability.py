"""When a volunteer can: office prose ("ma-ke ap", "arkisin klo 9-12") as wall times by weekday.

The prose is a list of words. Day words gather, a part of the day or a time closes over the days
gathered, and the next day word opens a new clause: "ma, ke 17 jälkeen, pe ap".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from people.register import availability_words as vocabulary
from people.register.availability_words import WEEK, WEEKEND, Part, Weekday, Word
from people.register.read import Cell, Read
from people.register.text import plain

PART_HOURS: Mapping[Part, tuple[time, time]] = MappingProxyType(
    {
        "am": (time(8), time(12)),
        "pm": (time(12), time(17)),
        "evening": (time(17), time(20)),
        "any": (time(8), time(20)),
    }
)
EARLIEST, LATEST = PART_HOURS["any"]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a day: a named part, or wall times of which one end may be open."""

    part: Part | None = None
    start: time | None = None
    end: time | None = None

    @property
    def hours(self) -> tuple[time, time]:
        """Start and end as wall times; an open end is the end of the day people are called in."""
        if self.part:
            return PART_HOURS[self.part]
        return self.start or EARLIEST, self.end or LATEST

    def __str__(self) -> str:
        if self.part:
            return self.part
        return "-".join(f"{at:%H:%M}" if at else "" for at in (self.start, self.end))


ANY = Window("any")


@dataclass(frozen=True, slots=True)
class Availability:
    """The windows of each weekday. `by_arrangement`: the cell says that it is agreed each time."""

    week: Mapping[Weekday, tuple[Window, ...]] = field(default_factory=dict)
    by_arrangement: bool = False

    def hours(self) -> dict[Weekday, list[tuple[time, time]]]:
        """Wall times by weekday, for those who plan by them."""
        return {day: [window.hours for window in windows] for day, windows in self.week.items()}

    def as_json(self) -> dict[str, str] | None:
        """By weekday "am", "pm", "evening", "any", "09:00-12:00" or "17:00-"; None by arrangement."""
        if self.by_arrangement:
            return None
        return {day: ",".join(map(str, windows)) for day, windows in self.week.items()}


@dataclass
class _Clause:
    """Days and windows that belong together while the words are read."""

    days: list[Weekday] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    windows_first: bool = False
    grouped: bool = False

    def added_to(self, week: dict[Weekday, list[Window]]) -> None:
        if not self.days and not self.windows:
            return
        for day in self.days or WEEK:
            week.setdefault(day, []).extend(self.windows or [ANY])


def read_availability(cell: Cell) -> Read[Availability | None]:
    """The week the prose means. Blank: an empty week. Not understood at all: None, flagged."""
    text = plain(cell)
    if not text:
        return Read(Availability())
    words, leftover = vocabulary.words_of(text)
    flags = []
    if any(word.kind == "alternating" for word in words):
        flags.append(_("Every other week or season cannot be read from here."))
    elif leftover:
        flags.append(_("A part of the times was not understood."))
    week = {} if any(word.kind == "alternating" for word in words) else _week(words)
    if not week:
        arranged = any(word.kind == "arrangement" for word in words)
        if arranged:
            return Read(Availability(by_arrangement=True), note=text)
        return Read(None, tuple(flags) or (_("The times were not understood."),), text)
    return Read(Availability(MappingProxyType(week)), tuple(flags), text)


def united(reads: Sequence[Read[Availability | None]]) -> Read[Availability | None]:
    """Several readings as one week."""
    week = {
        day: _distinct(
            [window for read in reads if read.value for window in read.value.week.get(day, ())]
        )
        for day in WEEK
    }
    flags = dict.fromkeys(flag for read in reads for flag in read.flags)
    value = Availability(
        MappingProxyType({day: windows for day, windows in week.items() if windows})
    )
    return Read(value, tuple(flags), ", ".join(read.note for read in reads))


def _week(words: list[Word]) -> dict[Weekday, tuple[Window, ...]]:
    """The clauses laid over each other, the exceptions taken out, in the order of the week."""
    said = [word for word in words if word.kind in {"days", "window", "both", "comma", "and"}]
    week: dict[Weekday, list[Window]] = {}
    for clause in _clauses([word for word in said if not word.negated]):
        clause.added_to(week)
    refused = {day for word in said if word.negated and word.kind == "days" for day in word.days}
    if refused and not week:
        week = {day: [ANY] for day in WEEK}
    return {day: _distinct(week[day]) for day in WEEK if day in week and day not in refused}


def _distinct(windows: list[Window]) -> tuple[Window, ...]:
    """Each window once; the whole day swallows its parts."""
    return (ANY,) if ANY in windows else tuple(dict.fromkeys(windows))


def _clauses(words: list[Word]) -> list[_Clause]:
    clauses = [_Clause()]
    before: str = ""
    for word in words:
        if word.kind in {"comma", "and"}:
            before = word.kind
            continue
        if word.kind == "both":
            clauses += [_Clause(list(word.days), [_window(word)]), _Clause()]
        elif word.kind == "days":
            _add_days(clauses, word, before)
        else:
            _add_window(clauses, word)
        before = ""
    return clauses


def _add_days(clauses: list[_Clause], word: Word, before: str) -> None:
    """Days join the open clause, unless it is closed by a window, or they are another group.

    "Iltaisin ja viikonloppuisin" is every evening and the whole weekend, not weekend evenings.
    """
    clause = clauses[-1]
    closed = bool(clause.days and clause.windows and not clause.windows_first)
    other_group = before == "comma" and bool(clause.days) and (word.grouped or clause.grouped)
    also = bool(before and clause.windows and not clause.days) and word.days == WEEKEND
    if closed or other_group or also:
        clause = _Clause()
        clauses.append(clause)
    clause.windows_first = clause.windows_first or bool(clause.windows and not clause.days)
    clause.days.extend(word.days)
    clause.grouped = clause.grouped or word.grouped


def _add_window(clauses: list[_Clause], word: Word) -> None:
    """A window closes over its days; in "iltaisin ma, la ap" the last day goes over to the "ap".

    Hours behind a part of the day say which part of it is meant: "aamuisin klo 8-10".
    """
    window = _window(word)
    clause = clauses[-1]
    if not (clause.days or clause.windows) and len(clauses) > 1:
        clause = clauses[-2]  # "arki-iltaisin klo 17-19"
    if clause.windows and _narrows(window, clause.windows[-1]):
        clause.windows[-1] = window
        return
    clause = clauses[-1]
    if clause.windows_first and len(clause.days) > 1:
        day = clause.days.pop()
        clauses.append(_Clause([day], [window]))
        return
    clause.windows.append(window)


def _narrows(hours: Window, part: Window) -> bool:
    """Whether these are hours within or across that part of the day."""
    if hours.part or part.part in (None, "any"):
        return False
    (start, end), (begins, ends) = hours.hours, part.hours
    return start < ends and begins < end


def _window(word: Word) -> Window:
    return Window(word.part, word.start, word.end)
