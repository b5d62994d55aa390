"""One call or visit: its story, and everything that a coordinator can do about it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import instant
from directory.middleware import ScopedRequest
from notifications.confidential import hidden_from
from people.models import Contact, Person
from people.services.access import log_view
from rings.eligibility import NotEligibleError
from rings.forms.close import UNREPORTED, CloseForm, MoveForm
from rings.forms.members import FindPersonForm
from rings.forms.record import OutcomeForm
from rings.models import Assignment, Concern, Occurrence
from rings.services.assign import assign
from rings.services.concerns.reporting import record_report
from rings.services.conflicts import slot_of
from rings.services.hand import (
    leave_unreported,
    move_occurrence,
    resolve,
    seek_stand_in,
    take_in_hand,
)
from rings.services.people_for import helpers_of_ring, judged, volunteers_in, with_busy
from rings.services.story import Line, story
from rings.views.conflict import ConflictError, changing, seen_of
from rings.views.despite import busy_then, keep_reason, reason_given, warn
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, visible_occurrence, working

PAGE = 20


def _numbers(person: Person | None) -> list[str]:
    rows = person.numbers.select_related("number") if person else []
    return [row.number.e164 for row in rows]


def _context(request: ScopedRequest, occurrence: Occurrence) -> dict[str, Any]:
    """Return what the page shows; the receiver's card is in it, so the view is logged."""
    log_view(request.user, occurrence.receiver, "occurrence", timezone.now())
    holder, told = occurrence.holder(), _story(request, occurrence)
    return {
        "occurrence": occurrence,
        "holder": holder,
        "holder_numbers": _numbers(holder.person if holder else None),
        "receiver_numbers": _numbers(occurrence.receiver),
        "contacts": Contact.objects.filter(resident__person=occurrence.receiver_id),
        "candidates": with_busy(helpers_of_ring(occurrence), occurrence, request.scope),
        "in_hand": occurrence.office_owner_id == request.user.pk,
        "outcome": OutcomeForm(),
        "closing": CloseForm(),
        "moving": MoveForm(now=timezone.now()),
        "seen": seen_of(occurrence),
        "worry": _worry(request, occurrence),
        "story": told,
        "last_reply": next((line for line in reversed(told) if line.is_reply), None),
    }


def _story(request: ScopedRequest, occurrence: Occurrence) -> list[Line]:
    """Return what has happened; the words of a worry are for its readers."""
    told = story(occurrence)
    hidden = hidden_from(request, [line.inbound_id for line in told if line.inbound_id])
    not_yours = _("(a worry: for those who look into it)")
    return [replace(x, quote=not_yours) if x.inbound_id in hidden else x for x in told]


def _worry(request: ScopedRequest, occurrence: Occurrence) -> Concern | None:
    """Return the worry that came up here, if this reader may know of it."""
    seen = Concern.objects.visible_to(request.user, request.scope).filter(occurrence=occurrence)
    return seen.order_by("-pk").first()


def _change(
    request: ScopedRequest,
    occurrence: Occurrence,
    do: Callable[[], object],
    done: str,
    **shown: Any,
) -> HttpResponse:
    """Do one change and say `done`; when the page was out of date, show it anew with what was filled in."""
    try:
        with changing(request, occurrence):
            do()
    except ConflictError:
        return _page(request, occurrence.pk, CONFLICT, conflict=True, **shown)
    messages.success(request, done)
    return redirect("occurrence", occurrence.pk)


def _page(
    request: ScopedRequest, occurrence_id: int, status: int = 200, **more: Any
) -> HttpResponse:
    occurrence = visible_occurrence(request, occurrence_id)
    context = _context(request, occurrence) | more
    return render(request, "rings/occurrence/page.html", context, status=status)


@working
def occurrence_page(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Show one call or visit."""
    return _page(request, occurrence_id)


@working
@require_POST
def occurrence_record(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Record how it went, on behalf of whoever told it."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, occurrence_id, UNPROCESSABLE, outcome=form)
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

    return _change(request, occurrence, record, _("Recorded."), outcome=form)


@working
@require_POST
def occurrence_assign(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Give the turn to the person chosen."""
    occurrence = visible_occurrence(request, occurrence_id)
    people = Person.objects.visible_to(request.scope)
    person = get_object_or_404(people, pk=request.POST.get("person"))

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
        return _change(request, occurrence, give, done)
    except NotEligibleError as error:
        return _page(request, occurrence_id, UNPROCESSABLE, refused=error.reasons)


@working
@require_POST
def occurrence_ask(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Ask the others of the ring by text; the first yes gets the turn."""
    occurrence = visible_occurrence(request, occurrence_id)
    return _change(
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
    return _change(
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
        return _page(request, occurrence_id, UNPROCESSABLE, closing=form)
    how, note = form.cleaned_data["how"], form.cleaned_data["note"]

    def close() -> None:
        if how == UNREPORTED:
            leave_unreported(occurrence, by=by(request), now=timezone.now())
        else:
            resolve(occurrence, how, by=by(request), now=timezone.now(), note=note)

    return _change(request, occurrence, close, _("Closed."), closing=form)


@working
@require_POST
def occurrence_move(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Plan it for another day or hour; the helper goes along."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = MoveForm(request.POST, now=timezone.now())
    if not form.is_valid():
        return _page(request, occurrence_id, UNPROCESSABLE, moving=form)
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
        return _page(request, occurrence_id, CONFLICT, conflict=True, moving=form)
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
    page = Paginator(people, PAGE).get_page(request.POST.get("page") or 1)
    found = judged(page, occurrence.nominal_date, as_resident=False)
    found = with_busy(found, occurrence, request.scope)
    context = {"occurrence": occurrence, "form": form, "page": page, "candidates": found}
    context["seen"] = seen_of(occurrence)
    return render(request, "rings/occurrence/choose.html", context)
