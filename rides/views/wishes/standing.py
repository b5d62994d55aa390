"""Rides that come again: the list, one of them as a form, and its rest and end."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from people.errors import RefusedError
from people.services.access import log_residents_seen, log_view
from rides.forms.standing import StandingForm
from rides.models import StandingRide
from rides.services.showing.rides import rows_of
from rides.services.wishes.facts import Wish
from rides.services.wishes.standing import (
    end_standing,
    go_on_standing,
    pause_standing,
    save_standing,
)
from rides.views.wishes.shared import visible_standing
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working

SHOWN = 100
FIELDS = {"wall_time": "hour", "rider": None}
STEPS = {"pause": pause_standing, "go_on": go_on_standing, "end": end_standing}


@working
def standing_list(request: ScopedRequest) -> HttpResponse:
    """Show every ride that comes again and has not ended."""
    rows = StandingRide.objects.visible_to(request.scope).exclude(state="ended")
    found = list(rows.select_related("rider__municipality", "destination")[: SHOWN + 1])
    log_residents_seen(request.user, {row.rider for row in found}, "rides", timezone.now())
    context = {"standing": found[:SHOWN], "more": len(found) > SHOWN}
    return render(request, "rides/wishes/standing_list.html", context)


@working
def standing(request: ScopedRequest, standing_id: int) -> HttpResponse:
    """Show one of them with its days to come, and take what is changed."""
    row = visible_standing(request, standing_id)
    form = StandingForm(request.POST or None, standing=row)
    saved = False
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_if_current(form, lambda: _save(request, row, form))
        except RefusedError as refusal:
            field = FIELDS.get(refusal.field, refusal.field)
            form.add_error(field if field in form.fields else None, str(refusal))
    if saved:
        messages.success(request, _("Saved. The days to come follow."))
        return redirect("standing_ride", row.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _show(request, standing_id, form, CONFLICT if is_conflict(form) else status)


@working
@require_POST
def standing_step(request: ScopedRequest, standing_id: int, step: str) -> HttpResponse:
    """Let it rest, go on, or end."""
    row = visible_standing(request, standing_id)
    if step not in STEPS:
        raise Http404
    try:
        days = STEPS[step](row, by=by(request), now=timezone.now())
    except (IllegalMoveError, ConcurrentMoveError):
        messages.warning(request, _("Somebody else changed this at the same time. Look again."))
        return redirect("standing_ride", row.pk)
    said = {
        "pause": _("It rests. Rides cancelled: %(days)s."),
        "go_on": _("It goes on. Rides taken down: %(days)s."),
        "end": _("It has ended. Rides cancelled: %(days)s."),
    }
    messages.success(request, said[step] % {"days": days})
    return redirect("standing_ride", row.pk)


def _save(request: ScopedRequest, row: StandingRide, form: StandingForm) -> None:
    wish = Wish(rider=row.rider, association=row.association, **form.wish())
    save_standing(form.changed(row), wish, by=by(request), now=timezone.now())


def _show(
    request: ScopedRequest, standing_id: int, form: StandingForm, status: int
) -> HttpResponse:
    now = timezone.now()
    row = visible_standing(request, standing_id)
    log_view(request.user, row.rider, "ride", now)
    coming = row.requests.filter(day__gte=local_date(now)).order_by("day")
    context = {"standing": row, "form": form, "coming": rows_of(coming)}
    return render(request, "rides/wishes/standing.html", context, status=status)
