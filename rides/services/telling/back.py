"""The way home on call: the rider is ready, and the best car that is on the road comes by, or somebody rings."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from rides.machines import LEG
from rides.models import Leg
from rides.services.plan.insert import best_places, seat
from rides.services.steps import go_leg, locked_leg
from rides.services.telling.alerts import alert
from rides.services.telling.drivers import follow_cars
from rides.services.telling.riders import told_now
from rides.services.telling.standing import is_promised
from rides.services.telling.topics import as_office
from rides.services.telling.trouble import ASK_AGAIN

EARLY = "ready_early"
NOT_ON_CALL = _("This way home does not wait for a call.")


@transaction.atomic
def rider_ready(leg: Leg, how: str, *, by: Actor, now: datetime) -> Leg:
    """Have the rider of `leg` fetched from now on: `how` they said it is how they are told (`Leg.How`).

    The best place in a run that its driver has promised is taken and the driver told. Without one the way home
    stands on the phone list and its owner is told at once. Raises `RefusedError` when it does not wait for a call.
    """
    leg = locked_leg(leg.pk)
    if not LEG.allows(leg.state, "call"):
        raise RefusedError(NOT_ON_CALL)
    go_leg(leg, "call", by=by, now=now, called_at=now, due_at=now + ASK_AGAIN)
    place = next((p for p in best_places(leg, now) if p.run and is_promised(p.run)), None)
    if place is None:
        return _by_phone(leg, by, now)
    run = seat(leg, place.key, by=as_office(by), now=now)
    leg = locked_leg(leg.pk)
    told_now(leg, how, by=by, now=now)
    follow_cars({run.pk}, by=by, now=now)
    return leg


def ready_early(leg: Leg, *, by: Actor, now: datetime) -> None:
    """Note that the rider would like to go home before the hour planned: somebody looks whether a car can come."""
    soon = now + ASK_AGAIN
    go_leg(leg, "due", by=as_office(by), now=now, reason=EARLY, reminded_at=now, due_at=soon)
    alert(leg.owner, leg.request.association, about=leg.about, urgent=True, now=now)


def _by_phone(leg: Leg, by: Actor, now: datetime) -> Leg:
    office = leg.request.association
    go_leg(leg, "due", by=as_office(by), now=now, reminded_at=now, due_at=now + ASK_AGAIN)
    alert(leg.owner, office, about=leg.about, urgent=True, now=now)
    return leg
