"""How a run went, written down by the office on the driver's behalf; and that a driver has set out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.actors import Actor, staff
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_residents_seen
from people.views.shared import CONFLICT, UNPROCESSABLE, working
from rides.forms.report import CorrectForm, KmForm, ReportForm
from rides.machines import RUN, SEATED
from rides.models import ExpenseClaim, Leg, Run
from rides.services.claims.decide import drop, submit
from rides.services.claims.watching import words_about
from rides.services.closing.close import Closed, Report, close_run, set_out
from rides.services.closing.correct import correct_run, tell_km
from rides.services.closing.waiting import returns_elsewhere, ways_in
from rides.views.after.shared import (
    ConflictError,
    may_see_rider,
    name_for,
    seen_of,
    unchanged,
    visible_run,
)

DONE = (Leg.State.DONE, Leg.State.NO_SHOW)


@dataclass(frozen=True)
class Telling:
    """What can be told of a run in its state: the form, and what saves it and returns the claim."""

    form: KmForm
    save: Callable[[], ExpenseClaim | None]


@working
def run_report(request: ScopedRequest, run_id: int) -> HttpResponse:
    """Show the form for how it went, or for putting right what was written down; a POST saves it."""
    run = visible_run(request, run_id)
    telling = _telling(request, run, request.POST or None)
    if request.method != "POST":
        return _page(request, run, telling.form)
    if not telling.form.is_valid():
        return _page(request, run, telling.form, UNPROCESSABLE)
    try:
        with unchanged(request, run):
            claim = telling.save()
    except ConflictError:
        fresh = visible_run(request, run_id)
        return _page(request, fresh, _telling(request, fresh, None).form, CONFLICT)
    except RefusedError as refusal:
        telling.form.add_error(
            refusal.field if refusal.field in telling.form.fields else None, str(refusal)
        )
        return _page(request, run, telling.form, UNPROCESSABLE)
    for words in words_about(claim):
        messages.warning(request, words)
    return redirect("claim", claim.pk) if claim else redirect("run_report", run_id)


@working
@require_POST
def run_set_out(request: ScopedRequest, run_id: int) -> HttpResponse:
    """Write down that the driver is on the way."""
    run = visible_run(request, run_id)
    try:
        set_out(run, by=_on_behalf(request, run), now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Written down: on the way."))
    return redirect("run_report", run_id)


def _telling(request: ScopedRequest, run: Run, sent: QueryDict | None) -> Telling:
    if RUN.allows(run.state, "close"):
        return _report(request, run, sent)
    if RUN.allows(run.state, "correct"):
        return _correction(request, run, sent)
    if RUN.allows(run.state, "tell_km"):
        form = KmForm(run, sent)
        return Telling(form, lambda: _tell_km(request, run, form))
    raise Http404


def _report(request: ScopedRequest, run: Run, data: QueryDict | None) -> Telling:
    ways = list(ways_in(run).filter(state__in=SEATED))
    form = ReportForm(run, ways, returns_elsewhere(run), data, name_of=name_for(request))

    def save() -> ExpenseClaim | None:
        by, now = _on_behalf(request, run), timezone.now()
        given = form.cleaned_data
        closed = close_run(run, Report(form.said(), given["km"], form.home()), by=by, now=now)
        _say(request, closed)
        if closed.claim:
            decide = submit if given["claims"] else drop
            decide(closed.claim, by=by, now=now)
        return closed.claim

    return Telling(form, save)


def _correction(request: ScopedRequest, run: Run, data: QueryDict | None) -> Telling:
    form = CorrectForm(run, ways_in(run).filter(state__in=DONE), data, name_of=name_for(request))

    def save() -> ExpenseClaim | None:
        by = _on_behalf(request, run)
        km = form.cleaned_data["km"]
        claim = correct_run(run, form.said(), km, by=by, now=timezone.now())
        messages.success(request, _("Put right."))
        return claim

    return Telling(form, save)


def _tell_km(request: ScopedRequest, run: Run, form: KmForm) -> ExpenseClaim | None:
    by = _on_behalf(request, run)
    claim = tell_km(run, form.cleaned_data["km"], by=by, now=timezone.now())
    messages.success(request, _("Written down."))
    return claim


def _say(request: ScopedRequest, closed: Closed) -> None:
    left, name_of = {leg.pk for leg in closed.left}, name_for(request)
    for leg in closed.left:
        who = {"name": name_of(leg)}
        messages.error(request, _("%(name)s still needs a car: look for one at once.") % who)
    waits = [name_of(leg) for leg in closed.waits_for if leg.pk not in left]
    if waits:
        words = _("Written down. The run is closed once these are home: %(names)s.")
        messages.warning(request, words % {"names": ", ".join(waits)})
    elif not left:
        messages.success(request, _("Written down. Everybody is home, the run is closed."))


def _on_behalf(request: ScopedRequest, run: Run) -> Actor:
    return staff(request.user.pk, on_behalf_of=run.driver.person.pk)


def _page(request: ScopedRequest, run: Run, form: forms.Form, status: int = 200) -> HttpResponse:
    away = list(returns_elsewhere(run))
    own = [leg for leg in [*ways_in(run), *away] if may_see_rider(request, leg)]
    riders = {leg.request.rider.pk: leg.request.rider for leg in own}
    log_residents_seen(request.user, riders.values(), "run report", timezone.now())
    name_of = name_for(request)
    context: dict[str, Any] = {
        "run": run,
        "form": form,
        "away": [(name_of(leg), leg.run) for leg in away],
        "seen": seen_of(run),
        "conflict": status == CONFLICT,
        "has_begun": run.starts_at <= timezone.now(),
        "is_over": run.ends_at <= timezone.now(),
        "is_open": RUN.allows(run.state, "close"),
    }
    return render(request, "rides/after/report.html", context, status=status)
