"""The page of one pair, each of its steps, and its end. Two people at once: the second sees what the first did."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_view
from rings.forms.pairs import EndPairForm
from rings.models import Pair
from rings.services.pairs.diary import diary, newest_entry
from rings.services.pairs.ending import KEEP, end_pair
from rings.services.pairs.ring import coming_turns
from rings.services.pairs.showing import row_of
from rings.services.pairs.steps import are_apart
from rings.views.conflict import ConflictError
from rings.views.pairs.acts import ACTS, form_of, is_offered
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working

TURNS = 8


@working
def pair_page(request: ScopedRequest, pair_id: int) -> HttpResponse:
    """Show one pair with its next step."""
    return _page(request, _visible(request, pair_id))


@working
@require_POST
def pair_act(request: ScopedRequest, pair_id: int, act: str) -> HttpResponse:
    """Do one thing about a pair, as its page offers it."""
    pair = _visible(request, pair_id)
    if act not in ACTS:
        raise Http404
    form = form_of(act, pair, request.POST)

    def do() -> str | None:
        if not is_offered(act, pair, timezone.now()):
            raise ConflictError
        return ACTS[act].do(pair, form.cleaned_data, by(request), timezone.now())

    said, status = _try(request, pair, form, do)
    if status != 200:
        return _page(request, _visible(request, pair_id), status, forms={act: form})
    messages.success(request, str(ACTS[act].done))
    if said:
        messages.warning(request, said)
    return redirect("pair", pair_id)


@working
def pair_end(request: ScopedRequest, pair_id: int) -> HttpResponse:
    """End a pair, after saying what becomes of the turns that are booked."""
    pair = _visible(request, pair_id)
    if not pair.is_live:
        return redirect("pair", pair_id)
    form = EndPairForm(pair.ring, request.POST or None)
    status = 200
    if request.method == "POST":
        status = _try(request, pair, form, lambda: _end(request, pair, form.cleaned_data))[1]
        if status == 200:
            messages.success(request, _("The pair has ended."))
            return redirect("pair", pair_id)
    turns = coming_turns(pair, timezone.now())
    context = {"pair": pair, "form": form, "turns": turns[:TURNS], "open": len(turns)}
    context |= {"seen": newest_entry(pair), "conflict": status == CONFLICT}
    return render(request, "rings/pairs/end.html", context, status=status)


def _end(request: ScopedRequest, pair: Pair, said: dict[str, Any]) -> None:
    ring = said.get("ring") or ("end" if pair.ring_id else KEEP)
    end_pair(pair, said["reason"], ring=ring, by=by(request), now=timezone.now(), note=said["note"])


def _try(
    request: ScopedRequest, pair: Pair, form: forms.Form, do: Callable[[], str | None]
) -> tuple[str | None, int]:
    """Do it when the form is right and the page not out of date; return what to say, and the status."""
    if not form.is_valid():
        return None, UNPROCESSABLE
    try:
        with _unchanged(request, pair):
            return do(), 200
    except ConflictError:
        return None, CONFLICT
    except RefusedError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return None, UNPROCESSABLE


@contextmanager
def _unchanged(request: ScopedRequest, pair: Pair) -> Iterator[None]:
    """Hold the pair; raise `ConflictError` when it has moved on since the page was shown."""
    try:
        with transaction.atomic():
            Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
            if request.POST.get("seen") != str(newest_entry(pair)):
                raise ConflictError
            yield
    except (ConcurrentMoveError, IllegalMoveError) as error:
        raise ConflictError from error


def _visible(request: ScopedRequest, pair_id: int) -> Pair:
    rows = Pair.objects.visible_to(request.scope).select_related(
        "resident__municipality", "volunteer__municipality", "association", "owner", "ring"
    )
    return get_object_or_404(
        rows.prefetch_related("resident__numbers__number", "volunteer__numbers__number"), pk=pair_id
    )


def _page(request: ScopedRequest, pair: Pair, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    log_view(request.user, pair.resident, "pair", now)
    offered = {name: form_of(name, pair, None) for name in ACTS if is_offered(name, pair, now)}
    context = {
        "row": row_of(pair, now),
        "pair": pair,
        "is_apart": pair.is_live and are_apart(pair.resident, pair.volunteer),
        "diary": diary(pair),
        "seen": newest_entry(pair),
        "now": now,
        "conflict": status == CONFLICT,
        # What was typed for a step that is over is said in the note about the conflict.
        "forms": offered | {n: f for n, f in more.get("forms", {}).items() if n in offered},
    }
    return render(request, "rings/pairs/page.html", context, status=status)
