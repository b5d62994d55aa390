"""The part of a person's page about rides: what they have asked for, and a new one."""

from django.utils import timezone

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.models import Person, Resident
from people.panels import Panel
from rides.models import RideRequest, StandingRide
from rides.services.showing.rides import rows_of

COMING, LATELY = 6, 3


def rides_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the rides of `person`, or None when they are no resident and have none."""
    today = local_date(timezone.now())
    mine = RideRequest.objects.visible_to(request.scope).filter(rider=person)
    coming = rows_of(mine.filter(day__gte=today).order_by("day", "wall_time")[:COMING])
    lately = rows_of(mine.filter(day__lt=today).order_by("-day", "-wall_time")[:LATELY])
    again = StandingRide.objects.visible_to(request.scope).filter(rider=person)
    standing = list(again.exclude(state="ended").select_related("destination"))
    if not (coming or lately or standing or Resident.objects.filter(person=person).exists()):
        return None
    context = {"coming": coming, "lately": lately, "standing": standing}
    return Panel("rides/wishes/parts/person_panel.html", context)
