"""Hours of the office in a month: sums by kind of help and by volunteer, also as a table to take along."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.asked import asked_date
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.tables import table_response
from rings.models import ExtraWork
from rings.rules.hours import HOUR, month_after, month_before, month_of
from rings.services.hours.totals import KINDS, by_volunteer, totals
from rings.views.shared import working


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
    kinds = [str(ExtraWork.Kind(kind).label) for kind in KINDS]
    head = [_("Volunteer"), _("Times"), *(f"{k} (h)" for k in kinds), _("Hours done")]
    rows = (
        [
            str(row.person),
            row.times,
            *(_figure(row.by_kind[kind]) for kind in KINDS),
            _figure(row.minutes),
        ]
        for row in by_volunteer(request.scope, month, month_after(month))
    )
    return table_response(f"hours-{month:%Y-%m}", head, rows)


def _figure(minutes: int) -> str:
    return f"{minutes / HOUR:.2f}".replace(".", ",")
