"""What stands around the counts: what is counted, how it is protected, and who published what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.middleware import ScopedRequest
from directory.models import Municipality
from reports import example, words
from reports.areas import areas_of
from reports.counting.plan import MEASURES, PLACE, TABLES, TableSpec
from reports.definitions import ACROSS, LEVELS, UNITS, Definition
from reports.definitions import MEASURES as DEFINITIONS
from reports.disclosure.cells import Unit
from reports.disclosure.protect import Because
from reports.services.log import log_for
from reports.services.reading import Reader
from reports.sql import sql_of
from reports.views.shared import reads

WHY: Mapping[Because, Promise] = {
    Because.ITSELF: _("The number itself could be reckoned too closely from others."),
    Because.SIBLING: _("It would give away another number of the same table."),
    Because.TOTAL: _("It is a total that would give away one of its parts."),
}


@dataclass(frozen=True)
class Counted:
    """One measure as its page shows it. `rows`: what counts in words, and the query that says the same."""

    name: str
    title: Promise
    definition: Definition
    unit: Promise
    rows: list[tuple[Promise, str]]
    tables: list[tuple[Promise, list[Promise]]]


@reads
def definitions(request: ScopedRequest, _reader: Reader) -> HttpResponse:
    """Say of every measure and every table what is counted, where, when and how it is rounded."""
    labels = words.Labels()
    codes = Municipality.objects.order_by("code").values_list("code", flat=True)
    areas = {
        labels.of(PLACE, area): sorted(labels.of(PLACE, code) for code in members)
        for area, members in areas_of(codes).items()
    }
    counted = [_counted(measure.name, measure.unit) for measure in MEASURES]
    context = {"counted": counted, "areas": sorted(areas.items())}
    return render(request, "reports/definitions.html", context)


def _counted(name: str, unit: Unit) -> Counted:
    definition = DEFINITIONS[name]
    return Counted(
        name=name,
        title=words.MEASURES[name],
        definition=definition,
        unit=UNITS[unit],
        rows=[(rows.what, "\n".join(sql_of(rows))) for rows in definition.rows],
        tables=[
            (words.TABLES[spec.name], _of_table(spec)) for spec in TABLES if spec.measure == name
        ],
    )


def _of_table(spec: TableSpec) -> list[Promise]:
    span = _("Once a year.") if spec.of_year else _("Each quarter.")
    return [span, LEVELS[spec.depth], *([ACROSS[spec.across]] if spec.across else [])]


@reads
def method(request: ScopedRequest, _reader: Reader) -> HttpResponse:
    """Say in plain words how the counts are protected, and why."""
    context = {"rows": example.rows(), "given_away": example.given_away()}
    return render(request, "reports/method.html", context)


@reads
def log(request: ScopedRequest, reader: Reader) -> HttpResponse:
    """List who published what and when. Names are for those who work here; why, for who administers all."""
    lines = [(words.period_name(line.period), line) for line in log_for(reader)]
    context = {
        "lines": lines,
        "shows_names": request.scope.works,
        "why": list(WHY.values()),
        "whys": [
            (name, [(WHY[because], many) for because, many in line.why.items()])
            for name, line in lines
            if line.why and request.scope.may_set_up(None, None)
        ],
    }
    return render(request, "reports/log.html", context)
