"""Changing a ride that has been taken down: what a plan rests on is planned anew, the rest is only noted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Leg, RideRequest
from rides.services.steps import go_leg, locked_leg, owner_of
from rides.services.wishes.cancelling import ask_for_leg, cancel_leg, leave_open
from rides.services.wishes.cars import drive_without
from rides.services.wishes.facts import check_day, check_wish, wish_of
from rides.services.wishes.taking import add_leg

Back, Direction = RideRequest.Back, Leg.Direction

OVER = _("This ride is over already.")
OF_A_SERIES = _(
    "This day belongs to a ride that comes again. Cancel it, and take down a new ride for the other day."
)
# What the plan of each way rests on; all else is only read by whoever drives.
OF_BOTH = frozenset(
    {"destination", "from_place", "from_latitude", "from_longitude", "seats", "needs", "day"}
)
OF_THERE = frozenset({"timing", "wall_time", "flexible_minutes"})
OF_BACK = frozenset({"back", "back_time"})


@dataclass(frozen=True)
class Changed:
    """`names`: what was different. `to_tell`: ways whose rider knows of another plan, and is told anew."""

    names: tuple[str, ...]
    to_tell: tuple[Leg, ...] = ()


@transaction.atomic
def change_ride(
    ride: RideRequest, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> Changed:
    """Set `fields` of the wish (and `day`). Ways whose plan no longer holds leave their cars and are planned anew.

    Raises `RefusedError` when the ride is over, or what is wished for cannot be.
    """
    legs = [locked_leg(pk) for pk in ride.legs.order_by("-direction").values_list("pk", flat=True)]
    ride.refresh_from_db()
    if not any(leg.is_open for leg in legs):
        raise RefusedError(OVER)
    names = _set(ride, fields, now)
    if not names:
        return Changed(())
    ride.save()
    told = [leg for leg in legs if leg.told_at and leg.is_open]
    cars = {leg.pk: leg.run_id for leg in legs}
    for leg in legs:
        leg.request = ride
        _follow(leg, names, by, now)
    left = (cars[leg.pk] for leg in legs if leg.run_id != cars[leg.pk])
    drive_without((run_id for run_id in left if run_id), by=by, now=now)
    if OF_BACK & set(names):
        _follow_back(ride, by, now)
    _note(legs[0], names, by, now)
    return Changed(tuple(sorted(names)), tuple(leg for leg in told if leg.state not in SEATED))


def _set(ride: RideRequest, fields: Mapping[str, Any], now: datetime) -> set[str]:
    """Set what is different in `ride` and return the names; refuse what cannot be."""
    day: date = fields.get("day", ride.day)
    wish = replace(wish_of(ride), **{k: v for k, v in fields.items() if k != "day"})
    values = wish.values() | {"day": day}
    stands = wish_of(ride).values() | {"day": ride.day}
    names = {name for name, value in values.items() if stands[name] != value}
    if "day" in names and ride.standing_id:
        raise RefusedError(OF_A_SERIES, field="day")
    check_wish(wish)
    if names & {"day", "wall_time"}:
        check_day(wish, day, now)
    for name in names:
        setattr(ride, name, values[name])
    return names


def _follow(leg: Leg, names: set[str], by: Actor, now: datetime) -> None:
    """Take a way out of its car when the plan of it no longer holds; count its next hour anew."""
    own = OF_THERE if leg.direction == Direction.OUT else OF_BACK | {"flexible_minutes"}
    if not leg.is_open or not names & (OF_BOTH | own):
        return
    if leg.state in SEATED:
        go_leg(leg, "unseat", by=by, now=now, reason="changed")
    else:
        go_leg(leg, "due", by=by, now=now)


def _follow_back(ride: RideRequest, by: Actor, now: datetime) -> None:
    """Bring the way back into line with how the rider gets home now."""
    leg = ride.legs.filter(direction=Direction.BACK).first()
    if leg is not None:
        leg = locked_leg(leg.pk)
    if ride.back == Back.NONE:
        if leg and leg.is_open:
            cancel_leg(leg, Leg.Reason.NOT_NEEDED, by=by, now=now)
        return
    if leg is None:
        owner = owner_of(ride.rider.municipality, ride.association, now)
        add_leg(ride, Direction.BACK, owner, by=by, now=now)
    elif not leg.is_open:
        ask_for_leg(leg, by=by, now=now)
    elif ride.back == Back.ON_CALL and leg.state != Leg.State.ON_CALL:
        leave_open(leg, by=by, now=now)
    elif ride.back == Back.FIXED and leg.state == Leg.State.ON_CALL:
        go_leg(leg, "call", by=by, now=now)


def _note(leg: Leg, names: set[str], by: Actor, now: datetime) -> None:
    """Write into the story of the ride what was changed: names of columns, never what stood in them."""
    AuditEntry.objects.record(
        subject="leg",
        subject_id=leg.pk,
        event="changed",
        before=leg.state,
        after=leg.state,
        reason=", ".join(sorted(names)),
        by=by,
        at=now,
    )
