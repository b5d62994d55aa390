"""Opening an Excel workbook that a stranger made: streaming, bounded, and never evaluating a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from people.register.read import Cell
from people.register.text import fold, plain

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Source = Path | str | bytes

MAX_COLUMNS = 200
MAX_BLANK_RUN = 5_000
MAX_FILE_BYTES = 50_000_000
MAX_UNPACKED_BYTES = 300_000_000
MAX_LOADED_BYTES = 60_000_000  # parts that openpyxl holds in memory whole: styles, shared texts

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class UnreadableRegister(Exception):  # noqa: N818  # the word says that it went wrong
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

    def cell(self, place: int) -> Cell:
        """The cell in the column (0-based); None beyond the last."""
        return self.cells[place] if place < len(self.cells) else None

    @property
    def key(self) -> tuple[str, ...]:
        """The row's words without spelling differences, to know a repeated header by."""
        return tuple(fold(text) for cell in self.cells if (text := plain(cell)))


@contextmanager
def opened(source: Source) -> Iterator[Book]:
    """The workbook, checked and open for streaming. Raises UnreadableRegister."""
    content = _checked(source)
    with _loaded(content, data_only=False) as book:
        yield Book(content, book)


@dataclass(frozen=True, slots=True)
class Book:
    """An open workbook."""

    content: bytes
    book: Any

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the sheets, charts left out."""
        return tuple(str(sheet.title) for sheet in self.book.worksheets)

    def rows(self, title: str) -> Iterator[Row]:
        """The rows of a sheet as they come; a formula is its own text."""
        return _rows(self.book[title])

    def shown(self, title: str) -> dict[int, Row]:
        """By row number, the values Excel itself last showed in place of the formulas."""
        with _loaded(self.content, data_only=True) as book:
            return {row.number: row for row in _rows(book[title])}


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
def _loaded(content: bytes, *, data_only: bool) -> Iterator[Any]:
    """The workbook open for streaming. openpyxl's many ways to fail on a broken file become one."""
    try:
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False
        )
    except Exception as error:
        raise UnreadableRegister(_("The file is broken and cannot be opened.")) from error
    try:
        yield book
    finally:
        book.close()


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
