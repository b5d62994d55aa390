"""What every page about rings needs: who is asking, and the ring or call they may see."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from directory.actors import Actor, staff
from directory.middleware import ScopedRequest
from rings.models import Occurrence, Ring

UNPROCESSABLE = 422
CONFLICT = 409
P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponse]


def working(view: View[P]) -> View[P]:
    """Open a page only to staff who work with people; a reader of counts gets 403."""

    @wraps(view)
    def guarded(request: ScopedRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.scope.works:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def by(request: ScopedRequest, *, on_behalf_of: int | None = None) -> Actor:
    """Return the one who is signed in, as the actor."""
    return staff(request.user.pk, on_behalf_of=on_behalf_of)


def visible_ring(request: ScopedRequest, ring_id: int) -> Ring:
    """Return the ring with its places and ladders, or answer 404 when it is outside the scope."""
    rings = Ring.objects.visible_to(request.scope).select_related(
        "municipality", "association", "coordinator", "silent_ladder", "no_answer_ladder"
    )
    return get_object_or_404(rings, pk=ring_id)


def visible_occurrence(request: ScopedRequest, occurrence_id: int) -> Occurrence:
    """Return the call or visit with its ring and receiver, or answer 404 when outside the scope."""
    seen = Occurrence.objects.visible_to(request.scope).select_related(
        "ring__coordinator", "ring__association", "association", "receiver", "office_owner"
    )
    return get_object_or_404(seen, pk=occurrence_id)
