"""A ride asked for by text: recognised, and laid out for the person who confirms it. Never booked by itself."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.distance import crow_km
from directory.localtime import HELSINKI
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.models import Municipality
from notifications.models import Inbound
from notifications.services import queue
from notifications.wishes import Wish
from people.models import Person, PersonNumber
from rides.models import Destination
from rides.rules.asked_by_text import RideText, read_ride
from rides.rules.place_words import Known


def asks_for_ride(body: str, received_at: datetime) -> bool:
    """Tell whether a text asks for a ride that is still to be."""
    return read_ride(body, _local(received_at)) is not None


BY_TEXT = Wish(
    code="ride_wish",
    because=_("Asks for a ride: confirm it with them"),
    reply="ride_wish",
    button=_("Take the ride down"),
    url_name="ride_new",
    reads=asks_for_ride,
)


def holders_of(inbound: Inbound) -> list[Person]:
    """Return who may have written: whoever it is known to be, else everybody with that number."""
    if inbound.person:
        return [inbound.person]
    rows = PersonNumber.objects.filter(number__e164=inbound.sender).select_related("person")
    return [row.person for row in rows]


def laid_out(inbound: Inbound, holders: Iterable[Person]) -> dict[str, Any]:
    """Return what the text says, by the names of the fields of the form; what it does not say is left out."""
    people = list(holders)
    near = people[0].municipality if len(people) == 1 else None
    found = read_ride(inbound.body, _local(inbound.received_at), _places(near))
    said: dict[str, Any] = {"text": inbound.pk}
    if len(people) == 1:
        said["person"] = people[0].pk
    else:
        said["words"] = inbound.sender
    return said | (_fields(found) if found else {})


def close_text(inbound: Inbound, *, by: Actor, now: datetime) -> None:
    """Close the text that a ride was taken down from; somebody may have been first."""
    if inbound.state != Inbound.State.QUEUED:
        return
    try:
        queue.close(inbound, by=by, now=now)
    except (ConcurrentMoveError, IllegalMoveError):
        return


def _fields(found: RideText) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "other_day": found.day,
        "day": found.day.isoformat() if found.day else None,
        "hour": found.hour,
        "timing": found.timing,
        "destination": found.place,
        "back": found.back,
        "back_time": found.back_time,
        "seats": found.seats,
        "needs": list(found.needs),
    }
    return {name: value for name, value in fields.items() if value}


def _places(near: Municipality | None) -> list[Known]:
    """Return the places as people call them, the nearest first."""
    rows = list(Destination.objects.offered().select_related("municipality"))
    if near is not None:
        here = float(near.latitude), float(near.longitude)
        rows.sort(key=lambda p: crow_km(*here, float(p.latitude), float(p.longitude)))
    return [Known(place.pk, (*_names(place), *place.words)) for place in rows]


def _names(place: Destination) -> tuple[str, str]:
    name = place.name.lower()
    return name, f"{place.municipality.name_fi.lower()} {name}"


def _local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(HELSINKI)).replace(tzinfo=None)
