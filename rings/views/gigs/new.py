"""Writing a request down during a telephone call: one page, one form, with what can be promised on it."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.models import Association
from people.errors import RefusedError
from rings.forms.gigs.new import NewGigForm
from rings.forms.gigs.what import one_off_lines
from rings.forms.ring import associations_of
from rings.models import Gig
from rings.services.gigs.create import Order, create_gig
from rings.views.gigs.promise import Promised, promised
from rings.views.shared import UNPROCESSABLE, by, wants_part, working
from rings.views.who import found_people, receiver_of

BY_HAND = timedelta(hours=1)  # so long whoever chooses by hand is left to it
FIELDS = {"wall_time": "hour", "receiver": "agreed"}


@working
def gig_new(request: ScopedRequest) -> HttpResponse:
    """Show the form, find people, show what can be promised, and write the request down."""
    now = timezone.now()
    if request.method != "POST" or "find" in request.POST:
        given = request.POST if request.method == "POST" else request.GET
        return _form(request, _blank(request, given.dict(), now))
    form = NewGigForm(request.POST, **_choices(request, now))
    is_valid = form.is_valid()
    promise = promised(form, request.scope, now)
    if wants_part(request):
        return render(request, "rings/gigs/parts/promise.html", {"promise": promise})
    if not is_valid:
        return _form(request, form, promise, UNPROCESSABLE)
    if promise and form.cleaned_data["shown"] != promise.mark:
        return _form(request, form, promise)
    try:
        gig = _write(request, form, now)
    except RefusedError as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal))
        return _form(request, form, promise, UNPROCESSABLE)
    return _go_on(request, gig)


def _choices(request: ScopedRequest, now: datetime) -> dict[str, Any]:
    offices = Association.objects.filter(associations_of(request.scope))
    lines = one_off_lines(local_date(now), offices)
    return {"scope": request.scope, "now": now, "lines": lines}


def _blank(request: ScopedRequest, given: dict[str, str], now: datetime) -> NewGigForm:
    """Return the form as it was filled in so far, without a word of what is still missing."""
    return NewGigForm(initial=given, **_choices(request, now))


def _form(
    request: ScopedRequest,
    form: NewGigForm,
    promise: Promised | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "found": found_people(request, form),
        "chosen": str(form["person"].value() or ""),
        "promise": promise,
    }
    return render(request, "rings/gigs/new.html", context, status=status)


@transaction.atomic
def _write(request: ScopedRequest, form: NewGigForm, now: datetime) -> Gig:
    who = by(request)
    order = Order(receiver=receiver_of(form, by=who, now=now), **form.order())
    send_at = now + BY_HAND if "choose" in request.POST else None
    return create_gig(order, by=who, now=now, send_at=send_at)


def _go_on(request: ScopedRequest, gig: Gig) -> HttpResponse:
    if "choose" in request.POST:
        messages.success(
            request, _("Saved. If nobody is chosen within an hour, volunteers are asked by text.")
        )
        return redirect("gig_choose", gig.pk)
    messages.success(request, _("Saved. Here you see who is asked and what they say."))
    return redirect("gig", gig.pk)
