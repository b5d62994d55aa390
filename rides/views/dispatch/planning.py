"""Making a plan of a day by one button."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from directory.models import Association
from people.errors import RefusedError
from people.views.shared import by, working
from rides.models import Run
from rides.services.plan.answers import PlanResult
from rides.services.plan.make import plan_day
from rides.services.showing.day import DayRows, day_rows
from rides.views.dispatch.shared import is_out_of_date, say_out_of_date


@working
@require_POST
def rides_day_plan(request: ScopedRequest, day: date) -> HttpResponse:
    """Put whoever has no driver into cars, office by office, and say what came of it."""
    rows = day_rows(day, request.scope)
    if is_out_of_date(request, (way.leg for way in rows.ways)):
        say_out_of_date(request)
        return redirect("rides_day", day)
    for office in _offices(rows):
        try:
            made = plan_day(
                office,
                day,
                scope=request.scope,
                by=by(request),
                now=timezone.now(),
                anew="anew" in request.POST,
            )
        except RefusedError as refused:
            messages.error(request, str(refused))
        else:
            _say(request, made)
    return redirect("rides_day", day)


def _offices(rows: DayRows) -> list[Association]:
    """Return the associations whose riders wait for a place, or sit in a draft."""
    drafts = [way for row in rows.runs if row.run.state == Run.State.DRAFT for way in row.ways]
    ids = {way.ride.association_id for way in (*rows.waiting, *drafts) if way.is_open}
    return list(Association.objects.filter(pk__in=ids))


def _say(request: ScopedRequest, made: PlanResult) -> None:
    """Say how many have a car now, how many not, and how far all drive."""
    placed, left = len(made.placed), len(made.why_not)
    said = ngettext("%(n)s way has a car now.", "%(n)s ways have a car now.", placed)
    words = [said % {"n": placed}]
    if left:
        missing = ngettext(
            "%(n)s is still without a driver.", "%(n)s are still without a driver.", left
        )
        words.append(missing % {"n": left})
    km = {"km": number_format(made.km, 0), "alone": number_format(made.alone_km, 0)}
    words.append(_("In all %(km)s km; each driven alone it would be %(alone)s km.") % km)
    words.append(_("Nobody has been told yet."))
    messages.success(request, " ".join(words))
