"""The part of a person's page about one-off requests: what they have asked for, and a new one."""

from django.utils import timezone

from directory.middleware import ScopedRequest
from people.models import Person, Resident
from people.panels import Panel
from rings.models import Gig
from rings.services.gigs.stage import stage
from rings.views.gigs.cards import GigCard, card

NEWEST = 5


def gigs_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the newest requests for `person`, or None when they are no resident and have none."""
    now = timezone.now()
    rows = Gig.objects.filter(request.scope.rings("occurrence__"), occurrence__receiver=person)
    rows = rows.select_related("service_line", "occurrence__receiver", "referrer")
    rows = rows.prefetch_related("occurrence__assignments__person", "occurrence__offers")
    cards: list[GigCard] = [
        card(gig, stage(gig), now)
        for gig in rows.order_by("-occurrence__starts_at", "-pk")[:NEWEST]
    ]
    if not cards and not Resident.objects.filter(person=person).exists():
        return None
    return Panel("rings/gigs/parts/person_panel.html", {"cards": cards})
