"""A request that came by link: read, matched with somebody known, taken or refused."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from people.services.access import log_residents_seen
from rings.forms.gigs.close import RefuseForm
from rings.models import GigRequest
from rings.services.gigs.intake import perhaps, refuse_request, take_request
from rings.views.gigs.promise import promised_of
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, chosen_person, working


def _visible(request: ScopedRequest, request_id: int) -> GigRequest:
    rows = GigRequest.objects.visible_to(request.scope).select_related(
        "referrer", "service_line", "municipality", "association", "owner"
    )
    return get_object_or_404(rows, pk=request_id)


@working
def gig_request(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Show what a team sent, whom it may be for and what can be promised."""
    return _show(request, _visible(request, request_id))


def _show(
    request: ScopedRequest, asked: GigRequest, status: int = 200, **more: Any
) -> HttpResponse:
    now, is_new = timezone.now(), asked.state == GigRequest.State.NEW
    seen = {person.pk for person in perhaps(asked)} if is_new else set()
    here = Person.objects.visible_to(request.scope).filter(pk__in=seen)
    matches = list(here.select_related("municipality").prefetch_related("numbers__number"))
    log_residents_seen(request.user, matches, "requests", now)
    context = {
        "asked": asked,
        "matches": matches,
        "promise": promised_of(asked, request.scope, now) if is_new else None,
        "refusing": RefuseForm(),
        "now": now,
    }
    return render(request, "rings/gigs/incoming.html", context | more, status=status)


@working
@require_POST
def gig_request_take(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Take it into the register and offer it."""
    asked = _visible(request, request_id)
    people = Person.objects.current().visible_to(request.scope)
    person = chosen_person(request, people) if request.POST.get("person") else None
    try:
        gig = take_request(asked, by=by(request), now=timezone.now(), receiver=person)
    except RefusedError as refusal:
        asked.refresh_from_db()
        return _show(request, asked, UNPROCESSABLE, refused=[str(refusal)])
    except (ConcurrentMoveError, IllegalMoveError):
        asked.refresh_from_db()
        return _show(request, asked, CONFLICT, conflict=True)
    messages.success(request, _("Taken. Here you see who is asked and what they say."))
    return redirect("gig", gig.pk)


@working
@require_POST
def gig_request_refuse(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Close it untaken, with the reason."""
    asked = _visible(request, request_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _show(request, asked, UNPROCESSABLE, refusing=form)
    sender = {"name": asked.ordered_by, "phone": asked.ordered_phone}
    try:
        refuse_request(asked, form.cleaned_data["reason"], by=by(request), now=timezone.now())
    except (ConcurrentMoveError, IllegalMoveError):
        asked.refresh_from_db()
        return _show(request, asked, CONFLICT, conflict=True)
    messages.success(request, _("Refused. Ring %(name)s, %(phone)s and say so.") % sender)
    return redirect("gigs")
