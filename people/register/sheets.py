"""The sheets of a workbook that are registers of the asked kind: their headings and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.register.columns import Field, Kind, field_of
from people.register.headings import (
    headed,
    header_score,
    is_register_too,
    rank,
    two_lines,
)
from people.register.read import Cell
from people.register.text import plain
from people.register.workbook import Book, Row, Source, UnreadableRegister, opened

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_ROWS = 20_000
HEADER_WITHIN = 40
FEWEST_FORMULAS = 3
BOTH_LINES = 0.5  # of two readings of a header, the one that uses both its lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is a register: its headings and the rows under them, blanks dropped.

    `calculated`: the places (0-based) of the columns that are formulas; their cells are what Excel showed.
    """

    title: str
    header: Row
    rows: tuple[Row, ...]
    calculated: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets to read, in the workbook's order, and the titles of others that look like a register."""

    read: tuple[Sheet, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """The headings, and the rows they stand on (two for a header on two lines)."""

    title: str
    row: Row
    lines: tuple[Row, ...]


def read_sheets(source: Source, kind: Kind) -> Sheets:
    """Every sheet that holds people of this kind. Raises UnreadableRegister with a reason."""
    with opened(source) as book:
        headers = [header for title in book.titles if (header := _header(book, title, kind))]
        if not headers:
            raise UnreadableRegister(_nothing_found(book))
        best = max(headers, key=lambda header: rank(header.title, header.row, kind))
        read = [
            header
            for header in headers
            if header is best or is_register_too(header.title, header.row, best.row, kind)
        ]
        left = tuple(header.title for header in headers if header not in read)
        return Sheets(tuple(_sheets(book, read, kind)), left)


def _sheets(book: Book, headers: list[_Header], kind: Kind) -> Iterator[Sheet]:
    room = MAX_ROWS
    for header in headers:
        rows = tuple(_rows_below(book, header, kind, room))
        room -= len(rows)
        yield _with_values(book, Sheet(header.title, header.row, rows), kind)


def _header(book: Book, title: str, kind: Kind) -> _Header | None:
    """The row, or two rows, that look most like headings; of equals the upper."""
    rows = list(islice(book.rows(title), HEADER_WITHIN))
    found: list[tuple[float, tuple[Row, ...], Row]]
    found = [(header_score(row, kind), (row,), row) for row in rows]
    for upper, lower in pairwise(rows):
        joined = two_lines(upper, lower, kind)
        if joined and headed(joined, kind) > max(headed(upper, kind), headed(lower, kind)):
            found.append((header_score(joined, kind) + BOTH_LINES, (upper, lower), joined))
    best = max(found, key=lambda item: item[0], default=None)
    return _Header(title, best[2], best[1]) if best and best[0] else None


def _rows_below(book: Book, header: _Header, kind: Kind, room: int) -> Iterator[Row]:
    """The filled rows under the header; the same header again is skipped, another one is refused."""
    own = {line.key for line in header.lines}
    last = header.lines[-1].number
    count = 0
    for row in book.rows(header.title):
        if row.is_blank or row.key in own:
            continue
        if header_score(row, kind) > 0:
            raise UnreadableRegister(_two_headers(header.row, row))
        if row.number < last:
            continue
        count += 1
        if count > room:
            raise UnreadableRegister(
                format_lazy(
                    _("The sheet has more than {limit} rows. Split it into smaller files."),
                    limit=MAX_ROWS,
                )
            )
        yield row


def _with_values(book: Book, sheet: Sheet, kind: Kind) -> Sheet:
    """The sheet with its calculated columns as Excel showed them. A single formula stays text."""
    places = tuple(
        at
        for at, heading in enumerate(sheet.header.cells)
        if field_of(plain(heading), kind) is not Field.NOTES and _is_calculated(sheet, at)
    )
    if not places:
        return sheet
    shown = book.shown(sheet.title)
    rows = tuple(_filled(row, shown.get(row.number), places) for row in sheet.rows)
    return Sheet(sheet.title, sheet.header, rows, places)


def _is_calculated(sheet: Sheet, place: int) -> bool:
    """Whether most rows have a formula there."""
    formulas = sum(is_formula(row.cell(place)) for row in sheet.rows)
    return formulas >= FEWEST_FORMULAS and formulas * 2 > len(sheet.rows)


def is_formula(cell: Cell) -> bool:
    """Whether the cell is a formula, kept as text."""
    return isinstance(cell, str) and cell.lstrip().startswith("=")


def _filled(row: Row, shown: Row | None, places: tuple[int, ...]) -> Row:
    cells = list(row.cells)
    for place in places:
        if place < len(cells) and is_formula(cells[place]):
            value = shown.cell(place) if shown else None
            cells[place] = None if plain(value).startswith(("#", "=")) else value
    return Row(row.number, tuple(cells))


def _nothing_found(book: Book) -> StrOrPromise:
    """Why no header was found: nothing at all in the workbook, or no headings we know."""
    for title in book.titles:
        if any(not row.is_blank for row in islice(book.rows(title), HEADER_WITHIN)):
            return _(
                "No row of headings was found. The sheet needs a row with headings such as "
                "Name, Phone and Municipality above the people."
            )
    return _("The workbook is empty.")


def _two_headers(header: Row, other: Row) -> StrOrPromise:
    first, second = sorted((header.number, other.number))
    return format_lazy(
        _(
            "The sheet has two different rows of headings, on rows {first} and {second}. "
            "Put each table on a sheet or in a file of its own."
        ),
        first=first,
        second=second,
    )
