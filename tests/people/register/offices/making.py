"""Writing an office's workbook and, beside each row, what the row means."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from people.register.columns import Kind

Truth = dict[str, Any]

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SHORT = {"all": ",".join(WEEK), "work": ",".join(WEEK[:5]), "weekend": "sat,sun"}


@dataclass
class Office:
    """One workbook. `doubtful`: the rows in which a human is rightly asked."""

    name: str
    kind: Kind
    book: Workbook = field(default_factory=Workbook)
    truth: list[Truth] = field(default_factory=list)
    doubtful: set[tuple[str, int]] = field(default_factory=set)
    cached: dict[str, str] = field(default_factory=dict)  # formulas and the value Excel showed

    def page(self, title: str) -> Page:
        """A new sheet, the first one in place of the empty sheet of a new workbook."""
        first = not self.truth and self.book.worksheets[0].max_row == 1
        fresh = first and self.book.worksheets[0].title == "Sheet"
        sheet = self.book.worksheets[0] if fresh else self.book.create_sheet()
        sheet.title = title
        return Page(self, sheet)

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


@dataclass
class Page:
    """One sheet, filled from above."""

    office: Office
    sheet: Any
    at: int = 0

    def add(self, *cells: Any, truth: Mapping[str, Any] | None = None) -> int:
        """Write the next row and, where it is somebody, the truth about it. Returns the row."""
        self.at += 1
        for column, cell in enumerate(cells, 1):
            if cell is not None:
                self.sheet.cell(self.at, column, cell)
        if truth is not None:
            entry = {**truth, "row": self.at, "sheet": self.sheet.title}
            if entry.pop("doubt", False):
                self.office.doubtful.add((self.sheet.title, self.at))
            self.office.truth.append(entry)
        return self.at

    def skip(self, rows: int = 1) -> None:
        self.at += rows


def phones(text: str) -> list[str]:
    """ "0401234567 +4670…" as E.164."""
    return [n if n.startswith("+") else "+358" + n.removeprefix("0") for n in text.split()]


def week(text: str | None) -> dict[str, str] | None:
    """ "mon,tue:am sat:any" as the truth's availability."""
    if text is None:
        return None
    days = {}
    for clause in text.split():
        names, _colon, when = clause.partition(":")
        days.update(dict.fromkeys(SHORT.get(names, names).split(","), when))
    return {day: days[day] for day in WEEK if day in days}


def volunteer(
    name: str, numbers: str = "", place: str = "", born: int | None = None, tasks: str = "",
    when: str | None = "", lang: str = "fi", **more: Any,
) -> Truth:  # fmt: skip
    """The truth about a volunteer; `name` is "Last First"."""
    return _named(name, numbers, place, born) | {
        "tasks": sorted(tasks.split()), "availability": week(when), "languages": lang.split(),
        "car": False, "trained": False, "status": "active",
    } | more  # fmt: skip


def resident(
    name: str, numbers: str = "", place: str = "", born: int | None = None, wish: str = "",
    time: str | None = None, **more: Any,
) -> Truth:  # fmt: skip
    """The truth about a resident; `name` is "Last First"."""
    return _named(name, numbers, place, born) | {
        "wish": sorted(wish.split()), "time": time, "language": "fi", "consent": "none",
        "aid": "none",
    } | more  # fmt: skip


def _named(name: str, numbers: str, place: str, born: int | None) -> Truth:
    last, _space, first = name.partition(" ")
    truth = {
        "first": first, "last": last.replace("_", " "), "phones": phones(numbers),
        "municipality": place or None, "birth_year": born,
    }  # fmt: skip
    return truth if numbers else truth | {"problem": "phone", "doubt": True}
