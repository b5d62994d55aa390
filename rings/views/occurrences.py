"""One call or visit: its story, and everything that a coordinator can do about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import instant
from directory.middleware import ScopedRequest
from people.models import Person
from rings.eligibility import NotEligibleError
from rings.forms.close import UNREPORTED, CloseForm, MoveForm
from rings.forms.members import FindPersonForm
from rings.forms.record import OutcomeForm
from rings.models import Assignment, Gig
from rings.services.attending.assign import assign
from rings.services.attending.hand import (
    leave_unreported,
    move_occurrence,
    resolve,
    seek_stand_in,
    take_in_hand,
)
from rings.services.busy.conflicts import slot_of
from rings.services.busy.people_for import judged, volunteers_in, with_busy
from rings.services.concerns.reporting import record_report
from rings.views.conflict import ConflictError, changing, seen_of
from rings.views.despite import busy_then, keep_reason, reason_given, warn
from rings.views.one_turn import change, page
from rings.views.shared import (
    CONFLICT,
    UNPROCESSABLE,
    by,
    chosen_person,
    visible_occurrence,
    working,
)

PAGE = 20


@working
def occurrence_page(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Show one call or visit; a one-off request has a page of its own."""
    if Gig.objects.filter(pk=visible_occurrence(request, occurrence_id).pk).exists():
        return redirect("gig", occurrence_id)
    return page(request, occurrence_id)


@working
@require_POST
def occurrence_record(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Record how it went, on behalf of whoever told it."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return page(request, occurrence_id, UNPROCESSABLE, outcome=form)
    told = form.reporter_of(occurrence)

    def record() -> object:
        return record_report(
            occurrence,
            form.cleaned_data["result"],
            by=by(request, on_behalf_of=told.pk if told else None),
            now=timezone.now(),
            reported_by=told,
            note=form.cleaned_data["note"],
            is_worry=form.cleaned_data["worry"],
        )

    return change(request, occurrence, record, _("Recorded."), outcome=form)


@working
@require_POST
def occurrence_assign(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Give the turn to the person chosen."""
    occurrence = visible_occurrence(request, occurrence_id)
    person = chosen_person(request, Person.objects.visible_to(request.scope))
    busy = busy_then(request, person, slot_of(occurrence), occurrence)
    if busy and not reason_given(request):
        return warn(request, person, busy, reverse("occurrence_choose", args=[occurrence_id]))

    def give() -> object:
        manual, now = Assignment.Origin.MANUAL, timezone.now()
        if busy:
            keep_reason(request, occurrence)
        return assign(occurrence, person, origin=manual, by=by(request), now=now)

    try:
        done = _("%(name)s has the turn now.") % {"name": person}
        return change(request, occurrence, give, done)
    except NotEligibleError as error:
        return page(request, occurrence_id, UNPROCESSABLE, refused=error.reasons)


@working
@require_POST
def occurrence_ask(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Ask the others of the ring by text; the first yes gets the turn."""
    occurrence = visible_occurrence(request, occurrence_id)
    return change(
        request,
        occurrence,
        lambda: seek_stand_in(occurrence, by=by(request), now=timezone.now()),
        _("The others of the ring are asked within a minute."),
    )


@working
@require_POST
def occurrence_take(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Take it in hand: whoever is signed in is in charge from now on."""
    occurrence = visible_occurrence(request, occurrence_id)
    return change(
        request,
        occurrence,
        lambda: take_in_hand(occurrence, by=by(request), now=timezone.now()),
        _("You are in charge of this now."),
    )


@working
@require_POST
def occurrence_close(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Settle or cancel it with a reason."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return page(request, occurrence_id, UNPROCESSABLE, closing=form)
    how, note = form.cleaned_data["how"], form.cleaned_data["note"]

    def close() -> None:
        if how == UNREPORTED:
            leave_unreported(occurrence, by=by(request), now=timezone.now())
        else:
            resolve(occurrence, how, by=by(request), now=timezone.now(), note=note)

    return change(request, occurrence, close, _("Closed."), closing=form)


@working
@require_POST
def occurrence_move(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Plan it for another day or hour; the helper goes along."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = MoveForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return page(request, occurrence_id, UNPROCESSABLE, moving=form)
    day, hour = form.cleaned_data["day"], form.cleaned_data["hour"]
    holder = occurrence.holder()
    there = slot_of(occurrence, instant(day, hour, occurrence.zone))
    busy = busy_then(request, holder.person, there, occurrence) if holder else []
    if holder and busy and not reason_given(request):
        return warn(request, holder.person, busy, reverse("occurrence", args=[occurrence_id]))
    try:
        with changing(request, occurrence):
            if busy:
                keep_reason(request, occurrence)
            moved = move_occurrence(occurrence, day, hour, by=by(request), now=timezone.now())
    except ConflictError:
        return page(request, occurrence_id, CONFLICT, conflict=True, moving=form)
    messages.success(request, _("Moved. This is the new turn; tell the resident."))
    return redirect("occurrence", moved.pk)


@working
def occurrence_choose(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """List all volunteers in scope, with what bars each that day."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = FindPersonForm(request.POST or {"municipality": occurrence.municipality_id})
    people = volunteers_in(request.scope)
    if form.is_valid():
        people = form.narrow(people)
    shown = Paginator(people, PAGE).get_page(request.POST.get("page") or 1)
    found = judged(shown, occurrence.nominal_date, as_resident=False)
    found = with_busy(found, occurrence, request.scope)
    context = {"occurrence": occurrence, "form": form, "page": shown, "candidates": found}
    context["seen"] = seen_of(occurrence)
    return render(request, "rings/occurrence/choose.html", context)
