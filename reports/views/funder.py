"""The funder's report: exact figures of a calendar year, for staff only and never for publishing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.asked import FIRST_YEAR, row_number
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.models import Association
from directory.tables import table_response
from people.views.shared import by, working
from reports.counting.periods import Period
from reports.services.funder import Report, funder_report
from reports.views.targets import year_asked
from reports.words import ACTIVITIES
from rings.forms.ring import associations_of

# What each figure is, as the funder means it.
MEANINGS: Mapping[str, tuple[Promise, Promise]] = {
    "volunteers": (
        gettext_lazy("Volunteers"),
        gettext_lazy("Different people who did at least one turn, request, ride or other work."),
    ),
    "helped": (
        gettext_lazy("People helped"),
        gettext_lazy(
            "Different residents who were called, visited, helped or driven at least once."
        ),
    ),
    "hours": (
        gettext_lazy("Hours of volunteers"),
        gettext_lazy("All minutes of volunteers together, rounded once to whole hours."),
    ),
    "all_times": (
        gettext_lazy("Times somebody was helped"),
        gettext_lazy("Calls, visits and requests that were done, and ways that were driven."),
    ),
}


@dataclass(frozen=True)
class Asked:
    """A year, and one association or all of them that the one who asks works for."""

    year: int
    association: Association | None
    offices: list[Association]

    @property
    def about(self) -> str:
        """Return whose figures they are."""
        return str(self.association) if self.association else _("All your associations together")


@working
def funder(request: ScopedRequest) -> HttpResponse:
    """Show the report of a year, and what its figures mean."""
    asked, today = _asked(request), local_date(timezone.now())
    report = _report(request, asked)
    context = {
        "asked": asked,
        "year": asked.year,
        "is_partial": all(area.municipality_id is not None for area in request.scope.areas),
        "is_over": Period(asked.year).end <= today,
        "figures": [(name, getattr(report, key), what) for key, (name, what) in MEANINGS.items()],
        "times": [(ACTIVITIES[activity], many) for activity, many in report.times.items()],
        "before": asked.year - 1 if asked.year > FIRST_YEAR else None,
        "after": asked.year + 1 if asked.year < today.year else None,
        "today": today,
    }
    return render(request, "reports/funder.html", context)


@working
def funder_csv(request: ScopedRequest) -> HttpResponse:
    """Return the report of a year as a table for a spreadsheet."""
    asked = _asked(request)
    report = _report(request, asked)
    rows = [
        *([str(name), getattr(report, key), str(what)] for key, (name, what) in MEANINGS.items()),
        *([str(ACTIVITIES[each]), many, ""] for each, many in report.times.items()),
        [_("Whose figures"), asked.about, ""],
        [_("Internal: not for publishing"), "", ""],
    ]
    head = [_("Figure"), str(asked.year), _("What it means")]
    return table_response(f"funder-{asked.year}", head, rows)


def _report(request: ScopedRequest, asked: Asked) -> Report:
    chosen = asked.association.pk if asked.association else None
    return funder_report(asked.year, request.scope, chosen, by=by(request), now=timezone.now())


def _asked(request: ScopedRequest) -> Asked:
    """Return what the address asks for; 404 when they do not work for that association."""
    offices = list(Association.objects.filter(associations_of(request.scope)).distinct())
    text = request.GET.get("association")
    if not text:
        return Asked(year_asked(request), offices[0] if len(offices) == 1 else None, offices)
    found = next((office for office in offices if office.pk == row_number(text)), None)
    if found is None:
        raise Http404
    return Asked(year_asked(request), found, offices)
