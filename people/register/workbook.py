"""Opening an Excel workbook that a stranger made: streaming, bounded, and never evaluating a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from people.register.read import Cell
from people.register.text import fold, plain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Source = Path | str | bytes

MAX_ROWS = 20_000
HEADER_WITHIN = 40
MAX_COLUMNS = 200
MAX_BLANK_RUN = 5_000
MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_LOADED_BYTES = 60_000_000  # parts that openpyxl holds in memory whole: styles, shared texts

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class UnreadableRegister(Exception):  # noqa: N818
    """The file cannot be read as a register. `reason` says why and what to do, in the reader's language."""

    def __init__(self, reason: StrOrPromise) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


@dataclass(frozen=True, slots=True)
class Row:
    """One sheet row. `number` is what Excel shows at its left edge (1-based)."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(
            cell.strip() if isinstance(cell, str) else cell is not None for cell in self.cells
        )

    @property
    def key(self) -> tuple[str, ...]:
        """The row's words without spelling differences, to know a repeated header by."""
        return tuple(fold(text) for cell in self.cells if (text := plain(cell)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet that holds the register: its header and the rows under it, blanks dropped."""

    title: str
    header: Row
    rows: tuple[Row, ...]
    similar: tuple[str, ...] = ()  # other sheets that look like a register of this kind, unread


HeaderScore = Callable[[Row], float]


def read_sheet(source: Source, header_score: HeaderScore) -> Sheet:
    """The sheet whose header scores best, and its rows.

    `header_score` says how much a row looks like a header; 0 means that it cannot be one.
    Raises UnreadableRegister for anything that is not one readable register of MAX_ROWS rows or fewer.
    """
    content = _checked(source)
    with _opened(content) as book:
        scored = [
            (best, worksheet)
            for worksheet in book.worksheets
            if (best := _best_header(worksheet, header_score)) is not None
        ]
        if not scored:
            raise UnreadableRegister(_nothing_found(book))
        scored.sort(key=lambda item: item[0][0], reverse=True)
        (score, header), worksheet = scored[0]
        similar = tuple(
            str(other.title) for (rival, _row), other in scored[1:] if rival >= 0.7 * score
        )
        rows = tuple(_rows_below(worksheet, header, header_score))
        return Sheet(str(worksheet.title), header, rows, similar)


def _checked(source: Source) -> bytes:
    """The file's bytes, after the checks that need no unpacking."""
    content = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if not content:
        raise UnreadableRegister(_("The file is empty."))
    if len(content) > MAX_FILE_BYTES:
        raise UnreadableRegister(_("The file is too big. Split it into smaller files."))
    if content.startswith(OLE_MAGIC):
        raise UnreadableRegister(_why_ole(content))
    if not content.startswith(ZIP_MAGIC):
        raise UnreadableRegister(
            _("This is not an Excel workbook. Open it in Excel and save it as an .xlsx file.")
        )
    _check_archive(content)
    return content


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableRegister(_("The file cannot be opened.")) from error


def _why_ole(content: bytes) -> StrOrPromise:
    if ENCRYPTED_STREAM in content:
        return _("The workbook has a password. Remove the password in Excel and save it again.")
    return _("This is an old Excel file (.xls). Open it in Excel and save it as an .xlsx file.")


def _check_archive(content: bytes) -> None:
    """Refuse what is not an .xlsx inside, and what would unpack to more than we can hold."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableRegister(_("The file is broken and cannot be opened.")) from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise UnreadableRegister(
            _("This is not an Excel workbook. Open it in Excel and save it as an .xlsx file.")
        )
    streamed = ("xl/worksheets/", "xl/media/")
    loaded = sum(part.file_size for part in parts if not part.filename.startswith(streamed))
    if loaded > MAX_LOADED_BYTES or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableRegister(_("The file is too big. Split it into smaller files."))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    """The workbook open for streaming. openpyxl's many ways to fail on a broken file become one."""
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:
        raise UnreadableRegister(_("The file is broken and cannot be opened.")) from error
    try:
        yield book
    finally:
        book.close()


def _nothing_found(book: Any) -> StrOrPromise:
    """Why no header was found: nothing at all in the workbook, or no headings we know."""
    for worksheet in book.worksheets:
        if any(not row.is_blank for row in islice(_rows(worksheet), HEADER_WITHIN)):
            return _(
                "No row of headings was found. The sheet needs a row with headings such as "
                "Name, Phone and Municipality above the people."
            )
    return _("The workbook is empty.")


def _rows(worksheet: Any) -> Iterator[Row]:
    """The sheet's rows as they come. A sheet formatted down to row 1,048,576 ends at its last words."""
    worksheet.reset_dimensions()  # a wrong size written by another program would cut the sheet
    blanks = 0
    stream = worksheet.iter_rows(values_only=True)
    try:
        for number, values in enumerate(stream, 1):
            row = Row(number, tuple(map(_cell, values[:MAX_COLUMNS])))
            blanks = blanks + 1 if row.is_blank else 0
            if blanks > MAX_BLANK_RUN:
                return
            yield row
    except UnreadableRegister:
        raise
    except Exception as error:
        raise UnreadableRegister(_("The file is broken and cannot be opened.")) from error


def _cell(value: object) -> Cell:
    """An openpyxl value as a cell; array formulas and the like become their own text."""
    if value is None or isinstance(value, Cell):
        return value
    return str(getattr(value, "text", value))


def _best_header(worksheet: Any, header_score: HeaderScore) -> tuple[float, Row] | None:
    candidates = [
        (score, row)
        for row in islice(_rows(worksheet), HEADER_WITHIN)
        if (score := header_score(row)) > 0
    ]
    return max(candidates, key=lambda item: (item[0], -item[1].number), default=None)


def _rows_below(worksheet: Any, header: Row, header_score: HeaderScore) -> Iterator[Row]:
    """The filled rows under the header; the same header again is skipped, another one is refused."""
    count = 0
    for row in _rows(worksheet):
        if row.is_blank or row.key == header.key:
            continue
        if row.number != header.number and header_score(row) > 0:
            raise UnreadableRegister(_two_headers(header, row))
        if row.number < header.number:
            continue
        count += 1
        if count > MAX_ROWS:
            raise UnreadableRegister(
                format_lazy(
                    _("The sheet has more than {limit} rows. Split it into smaller files."),
                    limit=MAX_ROWS,
                )
            )
        yield row


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
