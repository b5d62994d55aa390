"""Tables to take along: files that a spreadsheet opens, and in which nothing that somebody typed is a formula."""

import csv
import re
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(,\d+)?")


def table_response(
    name: str, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return a table as the file `name`.csv: semicolons, UTF-8."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # spreadsheets take it for UTF-8 only so
    table = csv.writer(response, delimiter=";")
    table.writerow(head)
    for row in rows:
        table.writerow([cell(each) for each in row])
    return response


def cell(value: object) -> object:
    """Return `value`, a text so that no spreadsheet takes it for a formula."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value):
        return value
    return f"'{value}" if value.startswith(FORMULA) else value
