"""Small workbooks for tests."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

HEADER = ("Nimi", "Puhelin", "Kunta", "Synt.", "Mitä haluaa tehdä", "Huom.")


def workbook(*sheets: Iterable[Sequence[Any]]) -> bytes:
    """A workbook of the given rows, one list a sheet, as bytes."""
    book = Workbook(write_only=True)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def person(
    name: str, phone: Any = "040 1234567", kunta: str = "Laukaa", born: Any = 1950
) -> tuple[Any, ...]:
    return (name, phone, kunta, born, "soitot", None)
