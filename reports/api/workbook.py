"""A published table as a workbook: the table on the first sheet, how to read it on the second."""

from collections.abc import Iterable
from datetime import UTC
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from directory.localtime import local_date
from reports.api.documents import Document, Row, head, rows
from reports.definitions import MEASURES
from reports.explained import METHOD, source_of
from reports.words import period_name

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
NARROW, WIDE = 14, 100  # widths of columns, in characters


def workbook(document: Document) -> bytes:
    """Return the file. Every text is text: no spreadsheet takes a name for a formula."""
    book = Workbook()
    book.properties.creator = "Rinki"
    book.properties.title = document.sheet.title
    book.properties.created = document.published_at.astimezone(UTC).replace(tzinfo=None)
    first = book.worksheets[0]
    first.title = _("Table")
    _fill_table(first, document)
    _fill_help(book.create_sheet(_("How to read")), document)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_table(sheet: Worksheet, document: Document) -> None:
    table = [head(document.sheet), *rows(document.sheet)]
    _write(sheet, table)
    for cell in sheet[1]:
        cell.font = BOLD
    sheet.freeze_panes = "A2"
    for number, column in enumerate(zip(*table, strict=True), start=1):
        longest = max(len(str(value)) for value in column)
        sheet.column_dimensions[get_column_letter(number)].width = max(NARROW, longest + 2)


def _fill_help(sheet: Worksheet, document: Document) -> None:
    period, published = document.sheet.period, document.published_at
    facts: list[Row] = [
        (_("Table"), document.sheet.title),
        (_("Period"), period_name(period)),
        (_("What is counted"), str(MEASURES[document.measure].one)),
        (_("Width of a band"), document.band),
        (_("Published"), f"{local_date(published):%-d.%-m.%Y}"),
        (_("How it is protected"), document.method),
        (_("To quote"), source_of(period, published)),
    ]
    _write(sheet, [*facts, *((None, str(line)) for line in METHOD)])
    sheet.column_dimensions["A"].width = 2 * NARROW
    sheet.column_dimensions["B"].width = WIDE
    for label, told in sheet.iter_rows(max_col=2):
        label.font, told.alignment = BOLD, WRAPPED


def _write(sheet: Worksheet, table: Iterable[Row]) -> None:
    for row in table:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Worksheet, value: str | int | None) -> Cell:
    """Return a number as a number and anything else as text, without what no workbook can hold."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
