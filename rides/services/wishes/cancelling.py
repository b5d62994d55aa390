"""A ride that is not wanted, or for which nobody was found; and one that is wanted after all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import Barrier
from notifications.services import prompts
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Leg, RideRequest
from rides.services.steps import NO_PLACE, NOTHING_TOLD, go_leg, locked_leg
from rides.services.wishes.cars import drive_without
from rides.services.wishes.facts import check_day, wish_of

CLOSED_ALREADY = _("This way of the ride is closed already.")
RING_FIRST = _("Ring the rider first and say that no driver was found, then tick this.")
LEFT_THERE = _(
    "The rider would be left without a way home. Close both ways, or say that they get home another way."
)


@transaction.atomic
def cancel_leg(leg: Leg, reason: str, *, by: Actor, now: datetime, both: bool = False) -> list[Leg]:
    """Cancel one way of a ride, or `both` of them; `reason` is one of `Leg.Reason`. Returns what was cancelled.

    A seat in a car becomes free: what its driver has been told is out of date until they are told anew.
    Raises `RefusedError` when `leg` has an outcome already.
    """
    legs = _open(leg, both=both)
    for each in legs:
        go_leg(each, "cancel", by=by, now=now, reason=reason, because=reason, called_at=None)
    _settle(legs, by, now)
    return legs


@transaction.atomic
def unmet(
    leg: Leg,
    barrier: Barrier,
    *,
    by: Actor,
    now: datetime,
    told: bool,
    both: bool = True,
    gets_home: bool = False,
    note: str = "",
) -> list[Leg]:
    """Close a way for which no driver was found, with what was in the way; with `both` also the other way.

    Somebody has rung the rider and said so (`told`). The way back alone is closed only when the rider `gets_home`
    otherwise, and the way there never alone: there would be nobody to drive home. Returns what was closed.
    """
    legs = _open(leg, both=both or leg.direction == Leg.Direction.OUT)
    if not told:
        raise RefusedError(RING_FIRST, field="told")
    alone = all(each.direction == Leg.Direction.BACK for each in legs)
    if alone and not gets_home and _goes_there(leg):
        raise RefusedError(LEFT_THERE, field="which")
    said: dict[str, Any] = {"told_how": Leg.How.PHONE, "told_at": now, "told_by_id": by.user_id}
    for each in legs:
        if each.state in SEATED:
            fell = Leg.Reason.OUT_FELL
            go_leg(each, "cancel", by=by, now=now, reason=note or fell, because=fell, **said)
        else:
            go_leg(each, "give_up", by=by, now=now, reason=note, barrier=barrier, **said)
    _settle(legs, by, now)
    return legs


@transaction.atomic
def ask_again(ride: RideRequest, *, by: Actor, now: datetime) -> list[Leg]:
    """Look for drivers again for every way of `ride` that was cancelled or unmet; return those ways.

    Raises `RefusedError` when the hour is past or the rider cannot be driven on that day.
    """
    check_day(wish_of(ride), ride.day, now)
    closed = ride.legs.filter(state__in=[Leg.State.CANCELLED, Leg.State.UNMET])
    return [ask_for_leg(leg, by=by, now=now) for leg in closed.order_by("-direction")]


def ask_for_leg(leg: Leg, *, by: Actor, now: datetime) -> Leg:
    """Look for a driver again for one way that had an outcome; nothing that was told of it holds any more."""
    leg = locked_leg(leg.pk)
    anew: dict[str, Any] = {"barrier": None, "ended_at": None} | NOTHING_TOLD
    go_leg(leg, "ask_again", by=by, now=now, because=Leg.Reason.NONE, **anew)
    if leg.direction == Leg.Direction.BACK and leg.request.back == RideRequest.Back.ON_CALL:
        leave_open(leg, by=by, now=now)
    return leg


def leave_open(leg: Leg, *, by: Actor, now: datetime) -> None:
    """Let the rider ring for the way back when ready."""
    go_leg(leg, "leave_open", by=by, now=now, called_at=None, **NO_PLACE)


def _open(leg: Leg, *, both: bool) -> list[Leg]:
    """Return the open ways that are meant, the way there first, held for the running transaction."""
    wanted = leg.request.legs.all() if both else leg.request.legs.filter(pk=leg.pk)
    legs = [locked_leg(pk) for pk in wanted.order_by("-direction").values_list("pk", flat=True)]
    legs = [each for each in legs if each.is_open]
    if leg.pk not in {each.pk for each in legs}:
        raise RefusedError(CLOSED_ALREADY)
    return legs


def _goes_there(leg: Leg) -> bool:
    out = leg.request.legs.filter(direction=Leg.Direction.OUT)
    return out.exclude(state__in=[Leg.State.CANCELLED, Leg.State.UNMET, Leg.State.NO_SHOW]).exists()


def _settle(legs: Iterable[Leg], by: Actor, now: datetime) -> None:
    """Take back what was asked of the rider, and let the cars that had them drive without."""
    prompts.close_about([leg.about for leg in legs], by=by, now=now)
    drive_without((leg.run_id for leg in legs if leg.run_id), by=by, now=now)
