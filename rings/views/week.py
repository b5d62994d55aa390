"""The week: who calls, visits or helps whom on which day, and where somebody is missing."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.asked import is_in_reach
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from rings.forms.week import PERSON, WeekFilter
from rings.models import Occurrence
from rings.rules.schedule import monday_of
from rings.services.bulk.listing import called_off_in
from rings.services.showing.week_grid import Row, by_day, grid, in_week, with_gaps
from rings.views.shared import working

ROWS = 30
# So many lines are read at a glance; more stand behind their number.
AT_A_GLANCE = 2
A_WEEK = timedelta(weeks=1)


@working
def week_page(request: ScopedRequest) -> HttpResponse:
    """Show seven days by ring and hour, or by person."""
    form = WeekFilter(request.GET, scope=request.scope)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    now = timezone.now()
    week = chosen.get("week")
    monday = monday_of(week if week and is_in_reach(week) else local_date(now))
    seen = Occurrence.objects.visible_to(request.scope)
    if chosen.get("municipality"):
        seen = seen.filter(municipality=chosen["municipality"])
    if chosen.get("kind"):
        seen = seen.filter(kind=chosen["kind"])
    by_person = chosen.get("rows") == PERSON
    table = grid(in_week(seen, monday), monday, by_person=by_person)
    rows = with_gaps(table.rows) if chosen.get("gaps") else list(table.rows)
    page: Page[Row] = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "week": table,
        "page": page,
        "by_person": by_person,
        "by_day": by_day(table.days, list(page)),
        "monday": monday,
        "sunday": table.days[-1],
        "before": (monday - A_WEEK).isoformat(),
        "after": (monday + A_WEEK).isoformat(),
        "today": local_date(now),
        "at_a_glance": AT_A_GLANCE,
        "called_off": called_off_in(request.scope, table.days[0], table.days[-1]),
        "now": now,
    }
    return render(request, "rings/week/page.html", context)
