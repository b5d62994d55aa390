"""What is printed: the call sheet of a week, and cards in large type for residents without internet."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from directory.asked import asked_date
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.models import Person
from people.services.access import log_view
from rings.rules.schedule import monday_of
from rings.services.showing.week import Turn, turns_of_person, turns_of_ring
from rings.views.shared import visible_ring, working

WEEK = timedelta(weeks=1)
KEEP = timedelta(weeks=2)


@dataclass(frozen=True)
class Card:
    """One resident's card: their turns of the week."""

    resident: Person
    turns: list[Turn]

    @property
    def helpers(self) -> list[str]:
        """Return the first names of those who call or visit, each once, in order."""
        return list(dict.fromkeys(t.helper.first_name for t in self.turns if t.helper))


def week_asked(request: ScopedRequest) -> date:
    """Return the Monday of the week that the address asks for, else of this week."""
    return monday_of(asked_date(request.GET.get("week")) or local_date(timezone.now()))


def _paper(request: ScopedRequest, monday: date, turns: list[Turn]) -> dict[str, object]:
    """Return what every paper carries: the week, who printed it and when to destroy it."""
    now = timezone.now()
    for receiver in {turn.receiver for turn in turns}:
        log_view(request.user, receiver, "paper", now)
    return {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "before": (monday - WEEK).isoformat(),
        "after": (monday + WEEK).isoformat(),
        "printed_by": request.user,
        "now": now,
        "destroy_after": monday + KEEP,
        "days": [(day, list(rows)) for day, rows in groupby(turns, key=lambda turn: turn.day)],
    }


@working
def ring_sheet(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Show the call sheet of one ring for a week, ready to print."""
    ring = visible_ring(request, ring_id)
    monday = week_asked(request)
    context = _paper(request, monday, turns_of_ring(ring, monday)) | {
        "ring": ring,
        "title": ring.name,
        "office": ring.association,
    }
    return render(request, "rings/print/sheet.html", context)


@working
def person_sheet(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show one volunteer's turns of a week, ready to print."""
    person = get_object_or_404(Person.objects.visible_to(request.scope), pk=person_id)
    monday = week_asked(request)
    turns = turns_of_person(person, request.scope, monday)
    context = _paper(request, monday, turns) | {"title": person, "person": person}
    return render(request, "rings/print/sheet.html", context)


@working
def ring_cards(request: ScopedRequest, ring_id: int) -> HttpResponse:
    """Show a card for each resident of a ring, one a page in large type."""
    ring = visible_ring(request, ring_id)
    monday = week_asked(request)
    turns = turns_of_ring(ring, monday)
    ordered = sorted(turns, key=lambda t: (str(t.receiver), t.receiver.pk, t.day, t.wall_time))
    cards = [
        Card(resident, list(rows)) for resident, rows in groupby(ordered, key=lambda t: t.receiver)
    ]
    context = _paper(request, monday, turns) | {"ring": ring, "cards": cards}
    return render(request, "rings/print/cards.html", context)
