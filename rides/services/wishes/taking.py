"""Taking a ride down: the row, its two ways, and who has the next step of each."""

from datetime import date, datetime

from django.db import transaction

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import AuditEntry, User
from directory.services.offices import still_answers
from people.models import Person
from rides.models import Leg, RideRequest, StandingRide
from rides.services.steps import first_due, owner_of
from rides.services.wishes.facts import Wish, check_day, check_wish


@transaction.atomic
def take_ride(
    facts: Wish, day: date, *, by: Actor, now: datetime, standing: StandingRide | None = None
) -> RideRequest:
    """Take down a ride on the local date `day`, with its way there and, if one is wanted, its way back.

    Whoever takes it down has the next step, when they work there; else a coordinator of the rider's municipality.
    Raises `RefusedError` when the hour is past, the rider may not be driven or is away, or nobody is in charge.
    """
    check_wish(facts)
    check_day(facts, day, now)
    ride = RideRequest(day=day, standing=standing, created_at=now, **facts.values())
    ride.save()
    owner = _owner(ride, by, now)
    add_leg(ride, Leg.Direction.OUT, owner, by=by, now=now)
    if ride.back != RideRequest.Back.NONE:
        add_leg(ride, Leg.Direction.BACK, owner, by=by, now=now)
    return ride


def add_leg(ride: RideRequest, direction: str, owner: User, *, by: Actor, now: datetime) -> Leg:
    """Add one way to `ride`: looked for at once, or on call when the rider rings for it."""
    on_call = direction == Leg.Direction.BACK and ride.back == RideRequest.Back.ON_CALL
    state = Leg.State.ON_CALL if on_call else Leg.State.REQUESTED
    leg = Leg.objects.create(
        request=ride,
        direction=direction,
        state=state,
        owner=owner,
        due_at=first_due(ride, direction, state, now),
    )
    AuditEntry.objects.record(
        subject="leg",
        subject_id=leg.pk,
        event="taken",
        before="",
        after=state,
        reason="",
        by=by,
        at=now,
    )
    return leg


def rides_like(rider: Person, day: date, *, but: int | None = None) -> list[RideRequest]:
    """Return the rides of `rider` on that day that are not cancelled: a new one may have been told twice."""
    rows = RideRequest.objects.filter(rider=rider, day=day, legs__state__in=_STANDS)
    if but is not None:
        rows = rows.exclude(pk=but)
    rows = rows.select_related("destination", "rider", "standing")
    return list(rows.distinct().order_by("wall_time", "pk"))


_STANDS = [
    state for state in Leg.State.values if state not in {Leg.State.CANCELLED, Leg.State.UNMET}
]


def _owner(ride: RideRequest, by: Actor, now: datetime) -> User:
    place = ride.rider.municipality
    taker = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    if taker and still_answers(taker, place, ride.association, local_date(now)):
        return taker
    return owner_of(place, ride.association, now)
