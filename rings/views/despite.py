"""A warning that is not a wall: who is busy then may be chosen all the same, with a reason that is kept."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from people.models import Person
from rings.models import Occurrence, Ring
from rings.rules.overlap import Slot
from rings.services.busy.conflicts import LONGEST_REASON, busy_hours, conflicts, note_overruled
from rings.views.shared import UNPROCESSABLE, by

FIELD = "despite"
NOT_AGAIN = frozenset({"csrfmiddlewaretoken", FIELD})


def busy_then(
    request: ScopedRequest, person: Person, slot: Slot | None, occurrence: Occurrence
) -> list[str]:
    """Return in words what `person` else does at `slot`, `occurrence` itself not counted."""
    found = conflicts([person.pk], slot, scope=request.scope, but=[occurrence.pk])
    return list(busy_hours(found.get(person.pk, ())))


def reason_given(request: ScopedRequest) -> str:
    """Return why the coordinator goes on, or "" when they have not said so."""
    return request.POST.get(FIELD, "").strip()[:LONGEST_REASON]


def warn(request: ScopedRequest, person: Person, busy: Iterable[str], back: str) -> HttpResponse:
    """Show what collides and ask for a reason; what was sent is sent again with it. `back`: the way out."""
    again = [(name, v) for name, values in request.POST.lists() for v in values]
    context = {
        "person": person,
        "busy": list(busy),
        "again": [(name, value) for name, value in again if name not in NOT_AGAIN],
        "back": back,
        "missing": FIELD in request.POST,
        "longest": LONGEST_REASON,
    }
    return render(request, "rings/despite.html", context, status=UNPROCESSABLE)


def keep_reason(request: ScopedRequest, about: Occurrence | Ring) -> None:
    """Write down why the coordinator went on."""
    subject = "ring" if isinstance(about, Ring) else "occurrence"
    why, now = reason_given(request), timezone.now()
    note_overruled(subject, about.pk, about.state, why=why, by=by(request), now=now)
