"""The pairs of a person, on their page."""

from django.utils import timezone

from directory.middleware import ScopedRequest
from people.models import Person, Resident
from people.panels import Panel
from rings.services.pairs.showing import rows_of, shown

NEWEST = 8


def pairs_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the pairs of `person` on either side; for a resident who is served also the way to a new one."""
    seen = shown(request.scope)
    mine = seen.filter(resident=person) | seen.filter(volunteer=person)
    rows = rows_of(mine.order_by("-created_at", "-pk")[:NEWEST], timezone.now())
    residents = Resident.objects.filter(person=person).exclude(state=Resident.State.ENDED)
    may_have = residents.exists()
    if not rows and not may_have:
        return None
    context = {"rows": rows, "may_have": may_have, "now": timezone.now()}
    return Panel("rings/pairs/panel.html", context)
