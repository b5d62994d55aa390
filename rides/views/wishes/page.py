"""One ride: what is wished for, how far each way has come, what may be done, and what has happened."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.localtime import instant, local_date
from directory.middleware import ScopedRequest
from people.services.access import log_view
from rides.forms.ending import CancelRideForm, UnmetRideForm
from rides.models import Leg, Need, RideRequest
from rides.services.showing.ride_story import story_of_ride
from rides.services.showing.rides import rows_of
from rides.services.showing.seen import seen_of
from rides.views.wishes.shared import visible_ride
from rings.views.shared import working

AGAIN = frozenset({Leg.State.CANCELLED, Leg.State.UNMET})


@working
def ride_page(request: ScopedRequest, ride_id: int) -> HttpResponse:
    """Show one ride."""
    return show(request, ride_id)


def show(request: ScopedRequest, ride_id: int, status: int = 200, **more: Any) -> HttpResponse:
    """Show the ride, with what the last button could not do in `more`."""
    ride = visible_ride(request, ride_id)
    return render(request, "rides/wishes/ride.html", _context(request, ride) | more, status=status)


def _context(request: ScopedRequest, ride: RideRequest) -> dict[str, Any]:
    """Return what the page shows; the rider's card is in it, so the view is logged."""
    now = timezone.now()
    log_view(request.user, ride.rider, "ride", now)
    (row,) = rows_of(RideRequest.objects.filter(pk=ride.pk))
    legs = row.legs
    is_ahead = instant(ride.day, ride.wall_time) > now
    is_looking = any(leg.state in {Leg.State.REQUESTED, Leg.State.ON_CALL} for leg in legs)
    return {
        "ride": ride,
        "row": row,
        "needs": [Need(code).label for code in ride.needs if code in Need.values],
        "numbers": [held.number.e164 for held in ride.rider.numbers.select_related("number")],
        "may_ask_again": is_ahead and any(leg.state in AGAIN for leg in legs),
        "is_looking": is_looking,
        "cancel": CancelRideForm(ride=ride, prefix="cancel"),
        "unmet": UnmetRideForm(ride=ride, today=local_date(now), prefix="unmet"),
        "seen": seen_of(legs),
        "story": story_of_ride(ride),
    }
