"""The page of one call or visit: what it shows, and how a change on it is done or refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from notifications.confidential import hidden_from
from people.models import Contact, Person
from people.services.access import log_view
from rings.forms.close import CloseForm, MoveForm
from rings.forms.record import OutcomeForm
from rings.forms.turns import HandoverForm, SwapForm
from rings.models import Concern, Occurrence
from rings.services.busy.people_for import helpers_of_ring, with_busy
from rings.services.showing.story import Line, story
from rings.views.conflict import ConflictError, changing, seen_of
from rings.views.shared import CONFLICT, visible_occurrence


def _numbers(person: Person | None) -> list[str]:
    rows = person.numbers.select_related("number") if person else []
    return [row.number.e164 for row in rows]


def _context(request: ScopedRequest, occurrence: Occurrence) -> dict[str, Any]:
    """Return what the page shows; the receiver's card is in it, so the view is logged."""
    log_view(request.user, occurrence.receiver, "occurrence", timezone.now())
    doer, told = occurrence.doer(), story_for(request, occurrence)
    return {
        "occurrence": occurrence,
        "doer": doer,
        "doer_numbers": _numbers(doer.person if doer else None),
        "receiver_numbers": _numbers(occurrence.receiver),
        "contacts": Contact.objects.filter(resident__person=occurrence.receiver_id),
        "candidates": with_busy(helpers_of_ring(occurrence), occurrence, request.scope),
        "in_hand": _has_it(request, occurrence),
        "outcome": OutcomeForm(),
        "closing": CloseForm(),
        "moving": MoveForm(now=timezone.now()),
        "swapping": SwapForm(occurrence=occurrence, now=timezone.now()),
        "handing": HandoverForm(occurrence=occurrence),
        "seen": seen_of(occurrence),
        "worry": worry_at(request, occurrence),
        "story": told,
        "last_reply": next((line for line in reversed(told) if line.is_reply), None),
    }


def _has_it(request: ScopedRequest, occurrence: Occurrence) -> bool:
    is_owner = occurrence.office_owner_id == request.user.pk
    return is_owner and occurrence.state == Occurrence.State.ESCALATED


def story_for(request: ScopedRequest, occurrence: Occurrence) -> list[Line]:
    """Return what has happened; the words of a worry are for its readers."""
    told = story(occurrence)
    hidden = hidden_from(request, "came", [line.inbound_id for line in told if line.inbound_id])
    not_yours = _("(a worry: for those who look into it)")
    return [replace(x, quote=not_yours) if x.inbound_id in hidden else x for x in told]


def worry_at(request: ScopedRequest, occurrence: Occurrence) -> Concern | None:
    """Return the worry that came up here, if this reader may know of it."""
    seen = Concern.objects.visible_to(request.user, request.scope).filter(occurrence=occurrence)
    return seen.order_by("-pk").first()


def change(
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
        return page(request, occurrence.pk, CONFLICT, conflict=True, **shown)
    messages.success(request, done)
    return redirect("occurrence", occurrence.pk)


def page(
    request: ScopedRequest, occurrence_id: int, status: int = 200, **more: Any
) -> HttpResponse:
    occurrence = visible_occurrence(request, occurrence_id)
    context = _context(request, occurrence) | more
    return render(request, "rings/occurrence/page.html", context, status=status)
