"""How it goes: the figures of a month by place and of half a year, with what each means, also as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.asked import asked_date
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.tables import table_response
from rings.rules.hours import month_after, month_before, month_of
from rings.services.measures.seen import Line, seen
from rings.services.measures.tally import Figures
from rings.views.shared import working

MONTHS_SHOWN, MONTHS_TAKEN = 6, 12
NOTHING = "–"


@dataclass(frozen=True)
class Measure:
    """One column: its name, what it means in plain words, and how its figure is written."""

    name: str
    title: Promise
    meaning: Promise
    written: Callable[[float], str]

    def shown(self, figures: Figures) -> str:
        """Return the figure as people read it."""
        value = getattr(figures, self.name)
        return NOTHING if value is None else self.written(value)


def _count(value: float) -> str:
    return number_format(value, decimal_pos=0)


def _tenths(value: float) -> str:
    return number_format(value, decimal_pos=1)


def _hundredths(value: float) -> str:
    return number_format(value, decimal_pos=2)


def _percent(value: float) -> str:
    return f"{_count(100 * value)}\u00a0%"


MEASURES: tuple[Measure, ...] = (
    Measure(
        "turns",
        gettext_lazy("Turns and requests"),
        gettext_lazy(
            "Calls, visits and requests of the month that are over and were not called off."
        ),
        _count,
    ),
    Measure(
        "fill_rate",
        gettext_lazy("Done"),
        gettext_lazy("How many of these were done. The rest nobody did, or nobody told of."),
        _percent,
    ),
    Measure(
        "fill_hours",
        gettext_lazy("Hours to a yes"),
        gettext_lazy(
            "From a request, or from the first question about a stand-in, to the yes. Half went faster."
        ),
        _tenths,
    ),
    Measure(
        "waiting",
        gettext_lazy("Residents waiting"),
        gettext_lazy("Residents who waited for a ring at the end of the month, or wait now."),
        _count,
    ),
    Measure(
        "waiting_days",
        gettext_lazy("Days waited"),
        gettext_lazy("How long they had waited by then. Half had waited less."),
        _count,
    ),
    Measure(
        "helpers",
        gettext_lazy("Helpers of a resident"),
        gettext_lazy(
            "How many different helpers a resident had in the last four weeks, on average."
        ),
        _tenths,
    ),
    Measure(
        "continuity",
        gettext_lazy("Share of the main helper"),
        gettext_lazy(
            "How much of a resident's calls and visits came from the same helper in the last four weeks. "
            "100 % means always the same one."
        ),
        _percent,
    ),
    Measure(
        "volunteers",
        gettext_lazy("Active volunteers"),
        gettext_lazy("Volunteers who are active now and were here in that month."),
        _count,
    ),
    Measure(
        "gini",
        gettext_lazy("Unevenness of hours"),
        gettext_lazy(
            "How the hours are spread over the active volunteers (Gini). "
            "0: all do the same. Near 1: one does everything."
        ),
        _hundredths,
    ),
    Measure(
        "unasked",
        gettext_lazy("Not asked in 60 days"),
        gettext_lazy("Active volunteers whom nobody asked for anything and who had no turn."),
        _count,
    ),
    Measure(
        "idle",
        gettext_lazy("No task done in 30 days"),
        gettext_lazy("Active volunteers who did no turn and no request."),
        _count,
    ),
)


def _month_asked(request: ScopedRequest) -> date:
    """Return the month that the address asks for ("2026-10"), this one at the latest."""
    this = month_of(local_date(timezone.now()))
    asked = asked_date(f"{request.GET.get('month', '')}-01")
    return min(asked, this) if asked else this


@working
def measures(request: ScopedRequest) -> HttpResponse:
    """Show the figures of a month by place, and of the months before."""
    month, now = _month_asked(request), timezone.now()
    found = seen(request.scope, month, count=MONTHS_SHOWN, now=now)
    is_this = month_after(month) > local_date(now)
    context = {
        "month": month,
        "is_this_month": is_this,
        "this": f"{month:%Y-%m}",
        "before": f"{month_before(month):%Y-%m}",
        "after": "" if is_this else f"{month_after(month):%Y-%m}",
        "figures": [(each, each.shown(found.now)) for each in MEASURES],
        "measures": MEASURES,
        "places": [(str(line.place), _row(line)) for line in found.places],
        "months": [(line.month, _row(line)) for line in found.months],
    }
    return render(request, "rings/measures/page.html", context)


def _row(line: Line) -> list[tuple[Promise, str]]:
    return [(each.title, each.shown(line.figures)) for each in MEASURES]


@working
def measures_csv(request: ScopedRequest) -> HttpResponse:
    """Return a year's figures, month by month and place by place, for a spreadsheet."""
    month = _month_asked(request)
    head = [_("Month"), _("Municipality"), *(str(each.title) for each in MEASURES)]
    lines = seen(request.scope, month, count=MONTHS_TAKEN, now=timezone.now()).lines
    rows = (
        [
            f"{line.month:%Y-%m}",
            str(line.place),
            *("" if text == NOTHING else text for _title, text in _row(line)),
        ]
        for line in lines
    )
    return table_response(f"follow-up-{month:%Y-%m}", head, rows)
