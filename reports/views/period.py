"""All tables of one published period, as one reader may see them."""

from django.http import HttpResponse
from django.shortcuts import render

from directory.middleware import ScopedRequest
from reports.counting.plan import TABLES
from reports.disclosure.cells import Table
from reports.services.reading import Reader, name_of, tables_for
from reports.services.sheets import sheet_of
from reports.views.shared import published, reads
from reports.words import MEASURES, Labels, period_name

# The extension of each file, and what it is called.
FILE_KINDS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))
ORDER = [spec.name for spec in TABLES]


@reads
def counts_period(request: ScopedRequest, reader: Reader, period: str) -> HttpResponse:
    """Show every table of `period` with its files."""
    tables = sorted(tables_for(reader, periods=[published(period)]), key=_place_in_plan)
    labels = Labels()
    context = {
        "period": period,
        "name": period_name(period),
        "year": period[:4],
        "sheets": [(sheet_of(table, labels), MEASURES[table.measure]) for table in tables],
        "file_kinds": FILE_KINDS,
    }
    return render(request, "reports/period.html", context)


def _place_in_plan(table: Table) -> int:
    """Return where the table stands in the plan of all tables; one of a former plan stands last."""
    name = name_of(table)
    return ORDER.index(name) if name in ORDER else len(ORDER)
