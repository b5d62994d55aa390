"""One form a page, handed to a use case: saved, refused in words, or shown again with what others changed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from people.errors import RefusedError
from people.views.shared import CONFLICT, UNPROCESSABLE, Words


def saved(form: forms.BaseForm, save: Callable[[], object]) -> bool:
    """Run `save` for a form that is valid; tell whether it was neither refused nor too late."""
    try:
        return save_if_current(form, save)
    except RefusedError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False


def status_of(request: ScopedRequest, form: forms.BaseForm) -> int:
    """Return the status of a page that shows `form` again."""
    if is_conflict(form):
        return CONFLICT
    return UNPROCESSABLE if request.method == "POST" else 200


def fill_in(
    request: ScopedRequest,
    form: forms.BaseForm,
    save: Callable[[], object],
    *,
    back: str,
    done: Words,
    context: dict[str, Any],
) -> HttpResponse:
    """Show one form, or save it and go `back` (an address) saying what is `done`."""
    if request.method == "POST" and form.is_valid() and saved(form, save):
        messages.success(request, str(done))
        return redirect(back)
    shown = {"form": form, "back": back} | context
    return render(request, "rides/cars/form.html", shown, status=status_of(request, form))
