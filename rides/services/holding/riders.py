"""What is held of a rider: rides asked for, those that come again, and with whom they share no car."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from directory.actors import Actor
from people.models import Person
from people.portability import RowReader, worded_row
from rides.machines import STANDING_RIDE
from rides.models import Apart, Leg, RideRequest, RideWish, StandingRide
from rides.services.wishes.standing import end_standing


def export_rides(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return every ride that was asked for `person`, each with its ways, and those that come again."""
    asked = RideRequest.objects.filter(rider=person).select_related("destination")
    rides = asked.prefetch_related("legs").order_by("day", "pk")
    again = StandingRide.objects.filter(rider=person).select_related("destination").order_by("pk")
    ways = gettext("Ways") if row is worded_row else "legs"
    return [
        *(_wish(ride, row) | {ways: [row(leg) for leg in ride.legs.all()]} for ride in rides),
        *(_wish(_in_words(each, row), row) for each in again),
    ]


def erase_rides(person: Person, by: Actor, now: datetime) -> None:
    """End what comes again and blank where from, what comes along and every word; the rows stay, so counts do.

    The open ways are cancelled by whoever hears that the person's service has ended.
    """
    again = StandingRide.objects.filter(rider=person)
    for each in again.select_for_update():
        if STANDING_RIDE.allows(each.state, "end"):
            end_standing(each, by=by, now=now, reason=Leg.Reason.ENDED)
    for wishes in (RideRequest.objects.filter(rider=person), again):
        wishes.update(
            from_place="",
            from_latitude=None,
            from_longitude=None,
            landmark="",
            needs=[],
            ordered_by="",
            note=None,
            has_phone_along=False,
            may_share_address=False,
        )


def export_apart(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return since when there is somebody with whom `person` shares no car: not who, who may have asked for it."""
    return [row(each) for each in Apart.objects.filter(_about(person)).order_by("pk")]


def erase_apart(person: Person, by: Actor, now: datetime) -> None:
    """Delete what is written of `person` and another rider: it says nothing without them."""
    Apart.objects.filter(_about(person)).delete()


def _wish(wish: RideWish, row: RowReader) -> dict[str, Any]:
    name = gettext("Where to") if row is worded_row else "destination"
    return {name: str(wish.destination)} | row(wish)


def _in_words(standing: StandingRide, row: RowReader) -> StandingRide:
    """Return it with its weekdays by name where it is read by people."""
    if row is worded_row:
        standing.weekdays = [str(WEEKDAYS[day]) for day in standing.weekdays]
    return standing


def _about(person: Person) -> Q:
    return Q(first=person) | Q(second=person)
