"""Hours of the office in a month: sums by kind of help and by volunteer, also as a table to take along."""

import csv
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.asked import asked_date
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from rings.models import ExtraWork
from rings.rules.hours import HOUR, month_after, month_before, month_of
from rings.services.hours.totals import KINDS, by_volunteer, totals
from rings.views.shared import working

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def month_asked(request: ScopedRequest) -> date:
    """Return the first day of the month that the address asks for ("2026-10"), else of this month."""
    asked = asked_date(f"{request.GET.get('month', '')}-01")
    return asked or month_of(local_date(timezone.now()))


def around(month: date) -> dict[str, Any]:
    """Return the month and its neighbours, as pages and addresses need them."""
    return {
        "month": month,
        "this": f"{month:%Y-%m}",
        "before": f"{month_before(month):%Y-%m}",
        "after": f"{month_after(month):%Y-%m}",
        "now": timezone.now(),
    }


@working
def office_hours(request: ScopedRequest) -> HttpResponse:
    """Show the sums of a month by kind, and what each volunteer did."""
    month = month_asked(request)
    end = month_after(month)
    context = around(month) | {
        "totals": totals(request.scope, month, end),
        "volunteers": by_volunteer(request.scope, month, end),
    }
    return render(request, "rings/hours/office.html", context)


@working
def office_hours_csv(request: ScopedRequest) -> HttpResponse:
    """Return what each volunteer did in a month, as a table for a spreadsheet."""
    month = month_asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="hours-{month:%Y-%m}.csv"'
    response.write("\ufeff")  # spreadsheets take it for UTF-8 only so
    table = csv.writer(response, delimiter=";")
    kinds = [str(ExtraWork.Kind(kind).label) for kind in KINDS]
    table.writerow([_("Volunteer"), _("Times"), *(f"{k} (h)" for k in kinds), _("Hours done")])
    for row in by_volunteer(request.scope, month, month_after(month)):
        spent = [_figure(row.by_kind[kind]) for kind in KINDS]
        table.writerow([_cell(str(row.person)), row.times, *spent, _figure(row.minutes)])
    return response


def _figure(minutes: int) -> str:
    return f"{minutes / HOUR:.2f}".replace(".", ",")


def _cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
