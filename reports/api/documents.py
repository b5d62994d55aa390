"""One published table as a document: what its JSON, CSV and XLSX files say, and nothing besides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from reports.counting.plan import MEASURES
from reports.disclosure.cells import PERIOD, Table
from reports.services.sheets import Cell, Sheet, sheet_of
from reports.words import DIMENSIONS, Labels

UNITS = {measure.name: str(measure.unit) for measure in MEASURES}
Row = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Document:
    """A table as rows. `unit`: "persons" or "events"; `band`: width of a band; `method`: address of the method."""

    sheet: Sheet
    measure: str
    unit: str
    band: int
    published_at: datetime
    method: str

    @property
    def name(self) -> str:
        """Return the name of its file, without what comes after the dot."""
        return f"counts-{self.sheet.period}-{self.sheet.name}"


def document_of(table: Table, labels: Labels, published_at: datetime, method: str) -> Document:
    """Return the document of `table` in the language that is active."""
    return Document(
        sheet=sheet_of(table, labels),
        measure=table.measure,
        unit=UNITS[table.measure],
        band=table.base,
        published_at=published_at,
        method=method,
    )


def plain(document: Document) -> dict[str, Any]:
    """Return the table as it stands in JSON."""
    return {
        "period": document.sheet.period,
        "table": document.sheet.name,
        "title": document.sheet.title,
        "measure": document.measure,
        "unit": document.unit,
        "band": document.band,
        "cells": [_plain_cell(cell) for cell in document.sheet.cells],
    }


def head(sheet: Sheet) -> tuple[str, ...]:
    """Return the heads of the columns of a file."""
    return (str(DIMENSIONS[PERIOD]), *sheet.heads, _("Shown"), _("At least"), _("At most"))


def rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the rows of a file; what is not known of a count that is not shown stays empty."""
    for cell in sheet.cells:
        yield (sheet.period, *cell.names, cell.words, cell.low, cell.high)


def _plain_cell(cell: Cell) -> dict[str, Any]:
    return {
        "at": dict(sorted(cell.at)),
        "names": list(cell.names),
        "shown": cell.words,
        "low": cell.low,
        "high": cell.high,
        "state": cell.state,
    }
