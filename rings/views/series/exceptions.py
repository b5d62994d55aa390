"""Exceptions on single dates, more often for a while, and hours that are not kept on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from rings.forms.series import ExceptionForm, ForAWhileForm
from rings.models import Ring
from rings.services.series.exceptions import (
    add_for_a_while,
    end_rule,
    reset_exception,
    set_exception,
)
from rings.views.conflict import ConflictError, changing_ring, seen_of_ring, what_others_did
from rings.views.series.ask_first import ask_first
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, visible_ring, working


@working
def ring_exception(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Leave one day out, or have another hour on it."""
    ring = visible_ring(request, ring_id)
    today = local_date(timezone.now())
    form = ExceptionForm(request.POST or None, ring=ring, today=today)

    def save() -> object:
        return set_exception(ring, form.instance, by=by(request), now=timezone.now())

    return _form_page(request, ring, form, save, _("The exception is saved."))


@working
def ring_more_often(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Add one more time a day for a while."""
    ring = visible_ring(request, ring_id)
    form = ForAWhileForm(request.POST or None, today=local_date(timezone.now()))

    def save() -> object:
        return add_for_a_while(ring, form.instance, by=by(request), now=timezone.now())

    return _form_page(request, ring, form, save, _("The hours are saved."))


@working
@require_POST
def ring_exception_reset(request: ScopedRequest, ring_id: int, exception_id: int) -> HttpResponse:
    """Let the rules hold again on that day."""
    ring = visible_ring(request, ring_id)

    def save() -> object:
        row = get_object_or_404(ring.exceptions, pk=exception_id)
        return reset_exception(row, by=by(request), now=timezone.now())

    return _press(request, ring, save, _("The rules hold again on that day."))


@working
@require_POST
def ring_rule_end(request: ScopedRequest, ring_id: int, rule_id: int) -> HttpResponse:
    """Let one hour of the ring end today."""
    ring = visible_ring(request, ring_id)

    def save() -> object:
        row = get_object_or_404(ring.rules, pk=rule_id)
        return end_rule(row, by=by(request), now=timezone.now())

    return _press(request, ring, save, _("That hour has ended."))


def _form_page(
    request: ScopedRequest,
    ring: Ring,
    form: ExceptionForm | ForAWhileForm,
    save: Callable[[], object],
    done: str,
) -> HttpResponse:
    """Show the form; what it says is shown first when the ring runs, and saved by the second press."""
    back, status = reverse("ring", args=[ring.pk]), 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            if asked := ask_first(request, ring, save, back=back):
                return asked
            if _saves(request, ring, save):
                messages.success(request, done)
                return redirect(back)
            form.add_error(None, what_others_did(request, ring))
            status = CONFLICT
    more_often = isinstance(form, ForAWhileForm)
    context = {"ring": ring, "form": form, "cancel_url": back, "more_often": more_often}
    context["seen"] = seen_of_ring(ring)
    return render(request, "rings/series/form.html", context, status=status)


def _press(
    request: ScopedRequest, ring: Ring, save: Callable[[], object], done: str
) -> HttpResponse:
    back = reverse("ring", args=[ring.pk])
    try:
        if asked := ask_first(request, ring, save, back=back):
            return asked
        if _saves(request, ring, save):
            messages.success(request, done)
        else:
            messages.error(request, what_others_did(request, ring))
    except RefusedError as refused:
        messages.error(request, str(refused))
    return redirect(back)


def _saves(request: ScopedRequest, ring: Ring, save: Callable[[], object]) -> bool:
    """Save unless somebody else changed the ring since the page was shown."""
    try:
        with changing_ring(request, ring):
            save()
    except ConflictError:
        return False
    return True
