"""The ladders of a ring: what happens when something is missing, changed step by step."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from rings.forms.ladder import StepForms, initial_of, rungs_of
from rings.models import Ladder, LadderStep, Ring
from rings.services.climbing.own_ladder import ladder_of, set_own_steps, use_default
from rings.views.conflict import ConflictError, changing_ring, seen_of_ring, what_others_did
from rings.views.shared import UNPROCESSABLE, by, visible_ring, working


@dataclass(frozen=True)
class LadderShown:
    """One ladder of a ring with its steps; `own` when it differs from the office's default."""

    cause: str
    label: str
    steps: list[LadderStep]
    own: bool


def ladders_of(ring: Ring) -> list[LadderShown]:
    """Return what happens in `ring` when something is missing, one ladder a cause."""
    return [_shown(ring, cause) for cause in Ladder.Cause]


def _shown(ring: Ring, cause: str) -> LadderShown:
    ladder = ladder_of(ring, cause)
    steps = list(ladder.steps.all()) if ladder else []
    own = bool(ladder and not ladder.is_default)
    return LadderShown(cause, str(Ladder.Cause(cause).label), steps, own)


@working
def ring_ladder(request: ScopedRequest, ring_id: int, cause: str) -> HttpResponse:
    """Change the steps of one ladder for this ring alone."""
    ring = visible_ring(request, ring_id)
    if cause not in Ladder.Cause.values:
        raise Http404
    shown = _shown(ring, cause)
    initial = [initial_of(step) for step in shown.steps]
    steps = StepForms(request.POST or None, initial=initial)
    refused = ""
    if request.method == "POST" and steps.is_valid():
        try:
            with changing_ring(request, ring):
                set_own_steps(ring, cause, rungs_of(steps), by=by(request), now=timezone.now())
        except RefusedError as error:
            refused = str(error)
        except ConflictError:
            refused = what_others_did(request, ring)
        else:
            messages.success(request, _("The steps are saved."))
            return redirect("ring", ring_id)
    wrong = bool(refused) or (steps.is_bound and not steps.is_valid())
    context = {"ring": ring, "shown": shown, "steps": steps, "refused": refused}
    context["seen"] = seen_of_ring(ring)
    return render(request, "rings/ladder.html", context, status=UNPROCESSABLE if wrong else 200)


@working
@require_POST
def ring_ladder_default(request: ScopedRequest, ring_id: int, cause: str) -> HttpResponse:
    """Follow the office's default steps again."""
    ring = visible_ring(request, ring_id)
    if cause not in Ladder.Cause.values:
        raise Http404
    use_default(ring, cause, by=by(request), now=timezone.now())
    messages.success(request, _("The ring follows the usual steps again."))
    return redirect("ring", ring_id)
