"""One request: what it is, who was asked and said what, whom to ring, and its story."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.models import Person
from people.services.access import log_view
from rings.forms.gigs.close import CallOffForm, GigOutcomeForm, UnmetForm
from rings.models import Gig
from rings.services.gigs.prepare import door_code_now
from rings.services.gigs.stage import LOOKING, Stage, stage
from rings.views.conflict import seen_of
from rings.views.gigs.callees import people_to_ring
from rings.views.gigs.cards import card
from rings.views.one_turn import story_for, worry_at
from rings.views.shared import visible_occurrence, working


def visible_gig(request: ScopedRequest, occurrence_id: int) -> Gig:
    """Return the request, or answer 404 when it is outside the scope or a ring's."""
    occurrence = visible_occurrence(request, occurrence_id)
    gigs = Gig.objects.select_related("service_line", "referrer", "barrier")
    gig = get_object_or_404(gigs, pk=occurrence.pk)
    gig.occurrence = occurrence
    return gig


@working
def gig_page(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Show one request."""
    return show(request, occurrence_id)


def show(
    request: ScopedRequest, occurrence_id: int, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the request, with what the last button could not do in `more`."""
    gig = visible_gig(request, occurrence_id)
    return render(request, "rings/gigs/page.html", _context(request, gig) | more, status=status)


def _context(request: ScopedRequest, gig: Gig) -> dict[str, Any]:
    """Return what the page shows; the resident's card is in it, so the view is logged."""
    now, occurrence = timezone.now(), gig.occurrence
    log_view(request.user, occurrence.receiver, "request", now)
    at, doer, told = stage(gig), occurrence.doer(), story_for(request, occurrence)
    looking = at in LOOKING
    return {
        "gig": gig,
        "occurrence": occurrence,
        "card": card(gig, at, now),
        "looking": looking,
        "doer": doer,
        "doer_numbers": _numbers(doer.person if doer else None),
        "receiver_numbers": _numbers(occurrence.receiver),
        "code": door_code_now(gig, now),
        "offers": occurrence.offers.select_related("person").order_by("wave", "asked_at", "pk"),
        "to_ring": people_to_ring(gig, request.scope, now) if looking else [],
        "may_record": at in {Stage.FILLED, Stage.DONE} or occurrence.starts_at <= now,
        "outcome": GigOutcomeForm(),
        "call_off": CallOffForm(),
        "unmet": UnmetForm(today=local_date(now)),
        "seen": seen_of(occurrence),
        "worry": worry_at(request, occurrence),
        "story": told,
        "last_reply": next((line for line in reversed(told) if line.is_reply), None),
    }


def _numbers(person: Person | None) -> list[str]:
    rows = person.numbers.select_related("number") if person else []
    return [row.number.e164 for row in rows]
