"""What every page about people needs: who is asking, whom they may see, and one form a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor, staff
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from people.errors import RefusedError
from people.models import Person

UNPROCESSABLE, CONFLICT = 422, 409
P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponse]
Words = str | Promise

CHANGED_MEANWHILE = _("Somebody else changed this at the same time. Look again.")


def working(view: View[P]) -> View[P]:
    """Open a page only to staff who work with people; a reader of counts gets 403."""

    @wraps(view)
    def guarded(request: ScopedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.scope.works:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def by(request: ScopedRequest) -> Actor:
    """Return the one who is signed in, as the actor."""
    return staff(request.user.pk)


def visible_person(request: ScopedRequest, person_id: int) -> Person:
    """Return the person, or answer 404 when they are outside the scope or erased."""
    people = Person.objects.current().visible_to(request.scope).select_related("municipality")
    return get_object_or_404(people, pk=person_id)


def form_page(
    request: ScopedRequest,
    person: Person,
    form: forms.BaseForm,
    save: Callable[[dict[str, Any]], object],
    *,
    heading: Words,
    button: Words,
    done: Words,
    intro: Words = "",
    danger: bool = False,
) -> HttpResponse:
    """Show one form about `person`, or hand what it says to `save` and go back to their page.

    When somebody else saved first, the form comes back and says what they changed.
    """
    if request.method == "POST" and form.is_valid():
        refusal = _refusal(lambda: save_if_current(form, lambda: save(form.cleaned_data)))
        if refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        if form.is_valid():
            messages.success(request, str(done))
            return redirect("person", person.pk)
    status = UNPROCESSABLE if request.method == "POST" else 200
    status = CONFLICT if is_conflict(form) else status
    context: dict[str, Any] = {"person": person, "form": form}
    context |= {"heading": heading, "button": button, "intro": intro, "danger": danger}
    return render(request, "people/form.html", context, status=status)


def act(
    request: ScopedRequest, person: Person, action: Callable[[], object], *, done: Words
) -> HttpResponse:
    """Do one thing that a button asked for, and go back to the person's page saying how it went."""
    refusal = _refusal(action)
    if refusal is None:
        messages.success(request, str(done))
    else:
        messages.error(request, str(refusal))
    return redirect("person", person.pk)


def _refusal(action: Callable[[], object]) -> RefusedError | None:
    try:
        action()
    except RefusedError as refusal:
        return refusal
    except (ConcurrentMoveError, IllegalMoveError):
        return RefusedError(CHANGED_MEANWHILE)
    return None
