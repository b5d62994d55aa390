"""What every page about rings needs: who is asking, and the ring or call they may see."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from directory.actors import Actor, staff
from directory.asked import row_number
from directory.middleware import ScopedRequest
from people.models import Person
from people.views.shared import UNPROCESSABLE, working
from rings.models import Occurrence, Ring

__all__ = [
    "CONFLICT",
    "UNPROCESSABLE",
    "by",
    "chosen_person",
    "visible_occurrence",
    "visible_ring",
    "wants_part",
    "working",
]

CONFLICT = 409


def wants_part(request: HttpRequest) -> bool:
    """Tell whether htmx asks, and so gets a part of the page alone."""
    return request.headers.get("HX-Request") == "true"


def by(request: ScopedRequest, *, on_behalf_of: int | None = None) -> Actor:
    """Return the one who is signed in, as the actor."""
    return staff(request.user.pk, on_behalf_of=on_behalf_of)


def visible_ring(request: ScopedRequest, ring_id: int) -> Ring:
    """Return the ring with its places and ladders, or answer 404 when it is outside the scope."""
    rings = Ring.objects.visible_to(request.scope).select_related(
        "municipality",
        "association",
        "coordinator",
        "captain",
        "deputy",
        "silent_ladder",
        "no_answer_ladder",
    )
    return get_object_or_404(rings, pk=ring_id)


def visible_occurrence(request: ScopedRequest, occurrence_id: int) -> Occurrence:
    """Return the call or visit with its ring and receiver, or answer 404 when outside the scope."""
    seen = Occurrence.objects.visible_to(request.scope).select_related(
        "ring__coordinator", "ring__association", "association", "receiver", "office_owner"
    )
    return get_object_or_404(seen, pk=occurrence_id)


def chosen_person(request: ScopedRequest, people: QuerySet[Person]) -> Person:
    """Return the one of `people` whose number the form sent, or answer 404 when it is nobody's."""
    return get_object_or_404(people, pk=row_number(request.POST.get("person")))
