"""The counts of a year at one look: sentences, targets, trend, places and a map, each with its table."""

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from reports.counting.periods import MONTHS, Period
from reports.services.reading import Reader, published_periods
from reports.services.yearly import yearly
from reports.views.shared import reads
from reports.words import period_name


@reads
def counts(request: ScopedRequest, reader: Reader) -> HttpResponse:
    """Show the newest published year, or the one asked for."""
    periods = published_periods()
    if not periods:
        return _nothing_yet(request)
    years = sorted({period[:4] for period in periods}, reverse=True)
    whole = [year for year in years if year in periods]
    asked = request.GET.get("period")
    if asked is not None and asked not in years:
        raise Http404
    year = asked or (whole or years)[0]
    context = {
        "year": year,
        "is_whole": year in periods,
        "years": years,
        "periods": [
            [(each, period_name(each)) for each in periods if each[:4] == one] for one in years
        ],
        "found": yearly(reader, int(year), periods),
        "may_set_targets": request.scope.may_set_up(None, None),
    }
    return render(request, "reports/overview.html", context)


def _nothing_yet(request: ScopedRequest) -> HttpResponse:
    """Say which quarter could be published now, when the next can, and how."""
    running = _quarter_of(timezone.localdate())
    closed = _quarter_of(running.first_day - timedelta(days=1))
    context = {
        "command": f"manage.py publish_counts --period {closed}",
        "closed_name": period_name(str(closed)),
        "running_name": period_name(str(running)),
        "running_end": running.end,
    }
    return render(request, "reports/nothing_yet.html", context)


def _quarter_of(day: date) -> Period:
    return Period(day.year, (day.month - 1) // MONTHS + 1)
