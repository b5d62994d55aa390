"""When something goes wrong: a driver cannot, a car breaks down, a rider is not ready. Nobody is left behind."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from directory.actors import Actor
from rides.machines import SEATED
from rides.models import Leg, Run
from rides.services.steps import go_leg, go_run, locked_leg
from rides.services.telling import topics
from rides.services.telling.alerts import alert
from rides.services.telling.standing import has_begun, with_all
from rides.services.telling.topics import as_office

DECLINED, BROKEN, MISSING = "driver_cannot", "breakdown", "not_ready"
# So soon somebody is asked again about whoever stands and waits.
ASK_AGAIN = timedelta(minutes=15)


@transaction.atomic
def driver_cannot(run: Run, *, by: Actor, now: datetime) -> list[Leg]:
    """Take the driver's no: before the run it is declined, on the way broken off. Returns who has no car."""
    return break_down(run, by=by, now=now) if has_begun(run, now) else _decline(run, by, now)


@transaction.atomic
def break_down(run: Run, *, by: Actor, now: datetime) -> list[Leg]:
    """Break `run` off on the way. Whoever has not been brought yet needs another car at once; returns those ways.

    Ways that should be over by the clock stay with the run: somebody asks whether they have arrived.
    """
    legs = list(with_all(Leg.objects.seated().filter(run=run)))
    over = [leg for leg in legs if leg.dropoff_at and leg.dropoff_at <= now]
    for leg in over:
        go_leg(leg, "due", by=as_office(by), now=now, reason=BROKEN, reminded_at=now)
    left = [leg for leg in legs if leg not in over]
    _unseat(left, BROKEN, by, now, due_at=now + ASK_AGAIN)
    go_run(run, "break_down", by=by, now=now)
    topics.take_back(run, legs, by, now)
    alert(run.owner, run.association, about=run.about, urgent=True, now=now)
    return left


def rider_missing(legs: Iterable[Leg], *, by: Actor, now: datetime) -> int | None:
    """Note that a rider is not ready or not there; return who has it in hand. Their next way is meant."""
    ahead = [leg for leg in legs if leg.dropoff_at and leg.dropoff_at > now]
    if not ahead:
        return None
    leg = locked_leg(min(ahead, key=lambda each: (each.dropoff_at, each.pk)).pk)
    note_missing(leg, by=by, now=now)
    return leg.owner_id


def note_missing(leg: Leg, *, by: Actor, now: datetime) -> None:
    """Note that the rider of `leg` is not ready yet: somebody rings rider and driver at once."""
    go_leg(leg, "not_ready", by=by, now=now, reminded_at=now, due_at=now + ASK_AGAIN)
    if leg.owner_id != by.user_id:
        alert(leg.owner, leg.request.association, about=leg.about, urgent=True, now=now)


def _decline(run: Run, by: Actor, now: datetime) -> list[Leg]:
    legs = list(with_all(Leg.objects.seated().filter(run=run)))
    _unseat(legs, DECLINED, by, now)
    go_run(run, "decline", by=by, now=now)
    topics.take_back(run, legs, by, now)
    alert(run.owner, run.association, about=run.about, urgent=False, now=now)
    return legs


def _unseat(
    legs: Iterable[Leg], reason: str, by: Actor, now: datetime, *, due_at: datetime | None = None
) -> None:
    """Take these ways out of their car and put them on the phone list."""
    more: dict[str, Any] = {"due_at": due_at} if due_at else {}
    for leg in legs:
        if leg.state in SEATED:
            go_leg(leg, "unseat", by=by, now=now, reason=reason, reminded_at=now, **more)
