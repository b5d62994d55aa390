"""The dispatch page of a day: who has no driver beside the runs, and buttons to put the one into the other."""

from datetime import date, datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from directory.asked import asked_date, is_in_reach
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.services.access import log_residents_seen
from people.views.shared import working
from rides.services.showing.day import DayRows, day_rows
from rides.services.showing.drawing import sketch_of_day
from rides.services.showing.reasons import why_waiting
from rides.services.showing.seen import seen_of
from rides.services.showing.ways import riders_seen
from rides.services.telling.changes import changes

A_DAY = timedelta(days=1)
# So many runs stand open at once; more show their heads, and open on demand.
OPEN_RUNS = 4
WIDTH, HEIGHT = 360, 340


@working
def rides_day_go(request: ScopedRequest) -> HttpResponse:
    """Lead on to the day that the form names, else to today."""
    return redirect("rides_day", asked_date(request.GET.get("day")) or local_date(timezone.now()))


@working
def rides_day(request: ScopedRequest, day: date) -> HttpResponse:
    """Show the day's legs without a driver, its runs seat by seat, and a sketch of where they go."""
    rows, now = shown(request, day, "rides of a day"), timezone.now()
    context = {
        **days_around(day),
        "rows": rows,
        "reasons": _reasons(rows, request, now),
        "to_tell": sum(not each.waits for each in changes(day, request.scope, now)),
        "is_here": day <= local_date(now),
        "seen": seen_of(way.leg for way in rows.ways),
        "opens_all": len(rows.runs) <= OPEN_RUNS,
        "sketch": sketch_of_day(rows.runs, rows.waiting, WIDTH, HEIGHT),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "rides/dispatch/day.html", context)


def _reasons(rows: DayRows, request: ScopedRequest, now: datetime) -> dict[int, tuple[str, ...]]:
    """Return why each who waits has no car; on a day that nobody has planned yet there is nothing to explain."""
    if not rows.runs and rows.free:
        return {}
    return why_waiting([w.leg for w in rows.waiting], rows.day, now, scope=request.scope)


def shown(request: ScopedRequest, day: date, what: str) -> DayRows:
    """Return the rows of `day`, and write down whose rides are shown."""
    if not is_in_reach(day):
        raise Http404
    rows = day_rows(day, request.scope)
    log_residents_seen(request.user, riders_seen(rows.ways), what, timezone.now())
    return rows


def days_around(day: date) -> dict[str, date]:
    """Return the day, and those before and after it."""
    return {"day": day, "before": day - A_DAY, "after": day + A_DAY}
