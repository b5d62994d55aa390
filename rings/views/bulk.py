"""Calling off a day or some days: look first, then do it, and undo it while nobody has been told."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.services.access import log_residents_seen
from rings.forms.week import CallOffForm
from rings.models import BulkCancel, Ring
from rings.services.bulk.call_off import (
    ChangedMeanwhileError,
    NothingToCallOffError,
    TooLateError,
    call_off,
    plan_again,
    undo,
)
from rings.services.bulk.listing import details, is_all_visible
from rings.services.bulk.reach import Reach, look_ahead
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, visible_ring, working


@working
def call_off_page(request: ScopedRequest, ring_id: int | None = None) -> HttpResponse:
    """Ask which days; a first press shows what that would do, a second one does it."""
    ring = visible_ring(request, ring_id) if ring_id else None
    now = timezone.now()
    today = local_date(now)
    initial = {"first": request.GET.get("day") or today}
    form = CallOffForm(
        request.POST or None, scope=request.scope, today=today, ring=ring, initial=initial
    )
    context: dict[str, Any] = {"form": form, "ring": ring}
    context["cancel_url"] = reverse("ring", args=[ring_id]) if ring_id else reverse("week")
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "rings/bulk/form.html", context, status=status)
    reach = _reach(form, ring)
    if "seen" in request.POST:
        try:
            bulk = call_off(
                reach,
                scope=request.scope,
                by=by(request),
                now=now,
                note=form.cleaned_data["note"],
                seen=request.POST["seen"],
            )
        except (NothingToCallOffError, ChangedMeanwhileError):
            context["conflict"] = True
        else:
            return redirect("called_off", bulk.pk)
    context |= {"reach": reach, "ahead": look_ahead(reach, request.scope, now)}
    status = CONFLICT if "conflict" in context else 200
    return render(request, "rings/bulk/look.html", context, status=status)


def _reach(form: CallOffForm, ring: Ring | None) -> Reach:
    given = form.cleaned_data
    place = None if ring else given["municipality"]
    return Reach(given["first"], given["last"], ring=ring, municipality=place)


def _visible_bulk(request: ScopedRequest, bulk_id: int) -> BulkCancel:
    rows = BulkCancel.objects.select_related("ring", "municipality", "by")
    bulk = get_object_or_404(rows, pk=bulk_id)
    if not is_all_visible(bulk, request.scope):
        raise Http404
    return bulk


@working
def called_off_page(request: ScopedRequest, bulk_id: int) -> HttpResponse:
    """Show what was called off, how long it can be undone, and whom the office rings."""
    bulk = _visible_bulk(request, bulk_id)
    now = timezone.now()
    found = details(bulk, now)
    log_residents_seen(request.user, [each.person for each in found.residents], "called off", now)
    context = {"bulk": bulk, "found": found, "now": now, "printed_by": request.user}
    return render(request, "rings/bulk/page.html", context)


@working
@require_POST
def called_off_undo(request: ScopedRequest, bulk_id: int) -> HttpResponse:
    """Let everything stand as before; the texts are taken back."""
    bulk = _visible_bulk(request, bulk_id)
    try:
        count = undo(bulk.pk, by=by(request), now=timezone.now())
    except TooLateError:
        messages.error(request, _("It is too late to undo this: the helpers have been told."))
    else:
        done = ngettext(
            "Undone. %(n)s turn stands as before, and nobody was told.",
            "Undone. %(n)s turns stand as before, and nobody was told.",
            count,
        )
        messages.success(request, done % {"n": count})
    return redirect("called_off", bulk_id)


@working
@require_POST
def called_off_again(request: ScopedRequest, bulk_id: int) -> HttpResponse:
    """Plan anew what is still to come of it, when the helpers have been told already."""
    bulk = _visible_bulk(request, bulk_id)
    count = plan_again(bulk, by=by(request), now=timezone.now())
    done = ngettext("%(n)s turn is planned again.", "%(n)s turns are planned again.", count)
    messages.success(request, done % {"n": count})
    return redirect("called_off", bulk_id)
