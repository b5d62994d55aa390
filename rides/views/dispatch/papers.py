"""What is printed: the list that a driver takes along, and the day's runs for the office wall."""

from datetime import date, datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from people.views.shared import working
from rides.services.showing.paper import first_numbers, known_to_driver
from rides.views.dispatch.day import days_around, shown
from rides.views.dispatch.runs import shown_run

KEEP = timedelta(weeks=2)


@working
def run_sheet(request: ScopedRequest, run_id: int) -> HttpResponse:
    """Show what the driver takes along: hours, names, numbers, and addresses of those who have agreed."""
    row = shown_run(request, run_id, "paper")
    now = timezone.now()
    context = {
        **_paper(request, row.run.day, now),
        "row": row,
        "known": known_to_driver(row.ways),
    }
    return render(request, "rides/dispatch/run_sheet.html", context)


@working
def rides_day_sheet(request: ScopedRequest, day: date) -> HttpResponse:
    """Show all runs of a day with the telephone numbers, and who has no driver."""
    rows = shown(request, day, "paper")
    people = {way.rider.pk for way in rows.ways} | {row.run.driver.person.pk for row in rows.runs}
    now = timezone.now()
    context = {
        **_paper(request, day, now),
        **days_around(day),
        "rows": rows,
        "phones": first_numbers(people),
    }
    return render(request, "rides/dispatch/day_sheet.html", context)


def _paper(request: ScopedRequest, day: date, now: datetime) -> dict[str, object]:
    """Return what every paper carries: who printed it when, and when to destroy it."""
    return {"day": day, "now": now, "printed_by": request.user, "destroy_after": day + KEEP}
