"""Building a ring in plain steps, each a page of its own: what → who → when → look and publish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.seen import save_if_current
from rings.forms.ring import RingForm, WhenForm
from rings.models import Ring, ScheduleRule
from rings.services.planning.build import change_ring, create_ring, set_when
from rings.views.series.ask_first import ask_first
from rings.views.shared import UNPROCESSABLE, by, visible_ring, working


@working
def ring_new(request: ScopedRequest) -> HttpResponse:
    """Step 1 of 4: what the ring is called, what is done, and who is in charge."""
    ring = Ring(coordinator=request.user)
    form = RingForm(
        request.POST or None,
        instance=ring,
        scope=request.scope,
        today=local_date(timezone.now()),
    )
    if request.method == "POST" and form.is_valid():
        create_ring(form.instance, by=by(request), now=timezone.now())
        return redirect("ring_members", form.instance.pk)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "step": 1, "cancel_url": reverse("rings")}
    return render(request, "rings/facts.html", context, status=status)


@working
def ring_facts(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Change what a ring is called, where it is and who is in charge."""
    ring = visible_ring(request, ring_id)
    form = RingForm(
        request.POST or None,
        instance=ring,
        scope=request.scope,
        today=local_date(timezone.now()),
    )

    def save() -> object:
        return change_ring(form.instance, by=by(request), now=timezone.now())

    if request.method == "POST" and form.is_valid() and save_if_current(form, save):
        messages.success(request, _("Saved."))
        return redirect("ring", ring_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "ring": ring, "cancel_url": reverse("ring", args=[ring_id])}
    return render(request, "rings/facts.html", context, status=status)


@working
def ring_when(
    request: ScopedRequest, ring_id: int, rule_id: int | None = None, *, another: bool = False
) -> HttpResponse:
    """Step 3 of 4: on which days and at what hour. Also changes a rule later, or adds `another`."""
    ring = visible_ring(request, ring_id)
    rules = ring.rules.filter(pk=rule_id) if rule_id else ring.rules.all()
    rule = None if another else rules.first()
    rule = rule or ScheduleRule(ring=ring)
    now = timezone.now()
    form = WhenForm(request.POST or None, instance=rule, ring=ring, today=local_date(now))

    def save() -> object:
        given = form.cleaned_data
        return set_when(
            ring,
            form.instance,
            remind_before=given["remind_minutes_before"],
            ask_after=given["slot_minutes"],
            turn_weeks=given.get("turn_weeks", ring.turn_weeks),
            roster=given.get("roster") or ring.roster,
            by=by(request),
            now=now,
        )

    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (
        asked := ask_first(
            request, ring, lambda: save_if_current(form, save), back=reverse("ring", args=[ring_id])
        )
    ):
        return asked
    if is_sent and form.is_valid() and save_if_current(form, save):
        messages.success(request, _("The hours are saved."))
        return redirect("ring", ring_id)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "ring": ring, "cancel_url": reverse("ring", args=[ring_id])}
    context["step"] = 3 if ring.state == Ring.State.DRAFT else None
    return render(request, "rings/when.html", context, status=status)
