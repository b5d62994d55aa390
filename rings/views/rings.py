"""One ring: what, who, when; its plan, its ladders; publishing, pausing and ending it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from directory.localtime import local_date
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from notifications.services.numbers import number_for
from rings.models import DateException, Occurrence, Ring, RingMember
from rings.services.planning.build import members_on
from rings.services.planning.preview import Preview, preview
from rings.services.planning.publish import (
    RingNotReadyError,
    end_ring,
    pause_ring,
    publish_ring,
    what_is_missing,
)
from rings.services.planning.ring_log import changes_of
from rings.services.series.decisions import waiting_decisions
from rings.templatetags.ring_words import sentence
from rings.views.conflict import seen_of_ring
from rings.views.grid import weeks_of
from rings.views.ladders import ladders_of
from rings.views.listing import with_helpers
from rings.views.members import groups_of
from rings.views.shared import UNPROCESSABLE, by, visible_ring, working

COMING = 10
STOPS = {"pause": pause_ring, "end": end_ring}


def _plan_context(ring: Ring) -> dict[str, Any]:
    """Return the sentence of the ring and its eight weeks as a table."""
    today = local_date(timezone.now())
    found: Preview = preview(ring, today)
    columns, weeks = weeks_of(found)
    rules = [r for r in ring.rules.all() if r.valid_until is None or r.valid_until >= today]
    members = members_on(ring, today)
    helpers = [m for m in members if m.role != RingMember.Role.RESIDENT]
    residents = [m for m in members if m.role != RingMember.Role.HELPER]
    is_call_in = ring.topology == Ring.Topology.CALL_IN
    return {
        "ring": ring,
        "rules": rules,
        "sentence": sentence(ring, rules, len(residents), len(helpers)),
        "found": found,
        "columns": [WEEKDAYS_ABBR[day] for day in columns],
        "weeks": weeks,
        "texted": [m.person for m in (residents if is_call_in else helpers)],
    }


def _exceptions(ring: Ring) -> QuerySet[DateException]:
    """Return the dates still to come on which the ring does not follow its rules."""
    coming = ring.exceptions.filter(nominal_date__gte=local_date(timezone.now()))
    return coming.select_related("receiver")


@working
def ring_page(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Show one ring."""
    ring = visible_ring(request, ring_id)
    coming = Occurrence.objects.open().filter(ring=ring, starts_at__gte=timezone.now())
    context = _plan_context(ring) | {
        "groups": groups_of(ring),
        "seen": seen_of_ring(ring),
        "ladders": ladders_of(ring),
        "changes": changes_of(ring),
        "exceptions": _exceptions(ring),
        "to_decide": waiting_decisions(request.scope, timezone.now()).filter(ring=ring).count(),
        "coming": with_helpers(coming.order_by("starts_at", "pk"))[:COMING],
    }
    return render(request, "rings/detail.html", context)


@working
def ring_publish(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Step 4 of 4: look at eight weeks and at what will happen, then publish."""
    ring = visible_ring(request, ring_id)
    refused: list[Any] = []
    context = _plan_context(ring)
    if request.method == "POST":
        try:
            publish_ring(ring, by=by(request), now=timezone.now())
        except RingNotReadyError as error:
            refused = list(error.reasons)
        except (IllegalMoveError, ConcurrentMoveError):
            messages.error(request, _("Somebody was quicker: look how the ring stands now."))
            return redirect("ring", ring_id)
        else:
            messages.success(request, _("The ring is running."))
            return redirect("ring", ring_id)
    missing = what_is_missing(ring, context["found"])
    texted = [p for p in context["texted"] if number_for(p)]
    context["no_texts"] = [p for p in context["texted"] if p not in texted]
    context |= {"texted": len(texted), "refused": refused, "missing": missing}
    status = UNPROCESSABLE if refused else 200
    return render(request, "rings/publish.html", context, status=status)


@working
def ring_stop(request: ScopedRequest, ring_id: int, what: str) -> HttpResponse:
    """Pause or end a ring, after saying what that does."""
    ring = visible_ring(request, ring_id)
    if what not in STOPS:
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        try:
            STOPS[what](ring, by=by(request), now=now)
        except (IllegalMoveError, ConcurrentMoveError):
            messages.error(request, _("Somebody was quicker: look how the ring stands now."))
            return redirect("ring", ring_id)
        messages.success(request, _("The ring does not run any more."))
        return redirect("ring", ring_id)
    coming = Occurrence.objects.open().filter(ring=ring, starts_at__gt=now).count()
    context = {"ring": ring, "what": what, "open": coming}
    return render(request, "rings/stop.html", context)
