"""Moving a leg or a run one step along: the one place that writes their states, owners and next hours."""

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from directory.models import Association, Municipality, User
from directory.services.offices import colleagues_in, owner_for
from people.errors import RefusedError
from rides.machines import LEG, LIVE_RUN, OPEN_LEG, RUN
from rides.models import Leg, RidePolicy, RideRequest, Run
from rides.rules.due import PROMISED, Terms, next_due
from rides.rules.wish import latest_call, out_window

LONGEST_REASON = 200
SAY_SOON = timedelta(minutes=10)
# Until the plan knows better: how long a way is taken to last.
ABOUT = timedelta(hours=1)
NOBODY = _("Nobody is in charge of this municipality. Ask an administrator to name a coordinator.")


def terms_of(association: Association) -> Terms:
    """Return what holds for rides of `association`: its own policy, else the common one."""
    own = RidePolicy.objects.filter(association=association).first()
    policy = own or RidePolicy.objects.filter(association=None).first()
    if policy is None:
        return Terms()
    return Terms(**{field.name: getattr(policy, field.name) for field in fields(Terms)})


def owner_of(place: Municipality, association: Association, now: datetime) -> User:
    """Return who takes what is new there. Raises `RefusedError` when nobody works there."""
    day = local_date(now)
    able = [user for user in colleagues_in(place, association, day) if user.is_active]
    found = next(iter(able), None) or owner_for(place, day)
    if found is None:
        raise RefusedError(NOBODY)
    return found


def locked_leg(leg_id: int) -> Leg:
    """Return the leg as it stands now, with its rider, held for the running transaction."""
    rows = Leg.objects.select_related(
        "request__rider__municipality",
        "request__association",
        "request__destination__municipality",
        "owner",
        "run__driver__volunteer__person",
    )
    return rows.select_for_update(of=("self",)).get(pk=leg_id)


def locked_run(run_id: int) -> Run:
    """Return the run as it stands now, with its driver, held for the running transaction."""
    rows = Run.objects.select_related(
        "driver__volunteer__person__municipality", "association", "owner"
    )
    return rows.select_for_update(of=("self",)).get(pk=run_id)


def go_leg(
    leg: Leg,
    event: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
    because: str | None = None,
    **changes: Any,
) -> None:
    """Move `leg` by `event`; its owner acts next when the rules say so, or not at all once it has an outcome.

    `reason` goes into the audit trail; `because`, a `Leg.Reason`, says on the leg itself why it ended.

    `changes` may set columns with it, among them where the plan puts it, or another next hour than the rules say.
    What leaves the car keeps no place there.
    """
    target = LEG.target(leg.state, event, by.kind)
    if target == Leg.State.REQUESTED:
        changes = NO_PLACE | changes
    after = {"pickup_at": leg.pickup_at, "dropoff_at": leg.dropoff_at} | changes
    changes = {"due_at": _leg_due(leg, target, after, now), "reminded_at": None} | changes
    if target in LEG.terminal:
        changes |= {"ended_at": changes.get("ended_at", now)}
    move(leg, LEG, event, by=by, now=now, reason=reason[:LONGEST_REASON], **changes)
    if because is not None:
        leg.reason = because
        leg.save(update_fields=["reason"])


def go_run(
    run: Run, event: str, *, by: Actor, now: datetime, reason: str = "", **changes: Any
) -> None:
    """Move `run` by `event`; its owner acts next when the rules say so, or not at all once it has ended.

    `changes` may set columns with it, or another next hour than the rules say.
    """
    target = RUN.target(run.state, event, by.kind)
    starts_at = changes.get("starts_at", run.starts_at)
    ends_at = changes.get("ends_at", run.ends_at)
    terms = terms_of(run.association)
    live = target in LIVE_RUN
    waits_for = PROMISED if target == Run.State.CONFIRMED else target
    due_at = next_due(waits_for, starts_at, ends_at, now, terms) if live else None
    if due_at and event == "change" and run.listed_at:
        # The driver has the list in hand: somebody has to say soon what is different.
        due_at = min(due_at, now + SAY_SOON)
    changes = {"due_at": due_at, "reminded_at": None} | changes
    move(run, RUN, event, by=by, now=now, reason=reason[:LONGEST_REASON], **changes)


NO_PLACE: dict[str, Any] = {
    "run": None,
    "pickup_order": None,
    "dropoff_order": None,
    "pickup_at": None,
    "dropoff_at": None,
}


# Nothing that the rider has been told of the way holds any more.
NOTHING_TOLD: dict[str, Any] = {
    "told_run": None,
    "told_pickup_at": None,
    "told_at": None,
    "told_how": Leg.How.NOT,
    "told_by": None,
}


def first_due(request: RideRequest, direction: str, state: str, now: datetime) -> datetime:
    """Return when the owner of a new leg acts first."""
    starts_at = wished_start(request, direction)
    return next_due(state, starts_at, starts_at + ABOUT, now, terms_of(request.association))


def wished_start(request: RideRequest, direction: str) -> datetime:
    """Return about when a way of `request` begins, before a plan says when exactly."""
    if direction == Leg.Direction.BACK:
        return latest_call(request.day, request.back_time)
    arrive = request.timing == RideRequest.Timing.ARRIVE
    window = out_window(request.day, request.wall_time, request.flexible_minutes, arrive=arrive)
    return window.earliest - ABOUT if arrive else window.earliest


def _leg_due(leg: Leg, state: str, after: dict[str, Any], now: datetime) -> datetime | None:
    if state not in OPEN_LEG:
        return None
    starts_at = after["pickup_at"] or wished_start(leg.request, leg.direction)
    ends_at = after["dropoff_at"] or starts_at + ABOUT
    return next_due(state, starts_at, ends_at, now, terms_of(leg.request.association))
