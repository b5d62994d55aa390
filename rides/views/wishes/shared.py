"""What the pages of rides share: the ride that may be seen, and one change that the second of two people loses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.shortcuts import get_object_or_404

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from rides.models import Leg, RideRequest, StandingRide
from rides.services.showing.seen import seen_of


class ConflictError(Exception):
    """It has moved on since the page was shown; nothing was written."""


def visible_ride(request: ScopedRequest, ride_id: int) -> RideRequest:
    """Return the ride, or answer 404 when it is outside the scope."""
    rides = RideRequest.objects.visible_to(request.scope).select_related(
        "rider__municipality", "destination__municipality", "association", "standing"
    )
    return get_object_or_404(rides, pk=ride_id)


def visible_standing(request: ScopedRequest, standing_id: int) -> StandingRide:
    """Return the standing ride, or answer 404 when it is outside the scope."""
    rides = StandingRide.objects.visible_to(request.scope).select_related(
        "rider__municipality", "destination__municipality", "association"
    )
    return get_object_or_404(rides, pk=standing_id)


@contextmanager
def changing(request: ScopedRequest, ride: RideRequest) -> Iterator[None]:
    """Run one change of `ride`; raise `ConflictError` when the page was out of date."""
    seen = request.POST.get("seen")
    try:
        with transaction.atomic():
            legs = list(Leg.objects.select_for_update().filter(request=ride).order_by("pk"))
            if seen is not None and seen != seen_of(legs):
                raise ConflictError
            yield
    except (ConcurrentMoveError, IllegalMoveError) as error:
        raise ConflictError from error
