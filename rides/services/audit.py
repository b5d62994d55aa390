"""What the auditor looks for in rides: nobody's, without a next hour, let lie, or left behind."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from directory.findings import Audit, Breach, Finding
from rides.machines import LEG, LIVE_RUN, OPEN_LEG, RUN, STANDING_RIDE
from rides.models import Leg, Run
from rides.services.wishes.standing import behind

GRACE = timedelta(minutes=5)
A_DAY = timedelta(days=1)
# A broken-off run keeps those who should have arrived until somebody has asked.
ASKED_AFTER = timedelta(hours=6)
FORGOTTEN_AFTER = timedelta(days=7)


def findings(now: datetime) -> list[Finding]:
    """Return everything in rides that would be forgotten at `now`."""
    return AUDIT.findings(now)


def _dead_car(now: datetime, _day: date) -> QuerySet[Any]:
    """Return the ways that are in the list of a run that is not driven any more."""
    live = Run.objects.filter(pk=OuterRef("run"), state__in=LIVE_RUN)
    return Leg.objects.seated().filter(~Exists(live)).filter(dropoff_at__lt=now - ASKED_AFTER)


def _dead_car_ahead(now: datetime, _day: date) -> QuerySet[Any]:
    live = Run.objects.filter(pk=OuterRef("run"), state__in=LIVE_RUN)
    return Leg.objects.seated().filter(~Exists(live), pickup_at__gt=now)


def _left_behind(_now: datetime, _day: date) -> QuerySet[Any]:
    """Return the closed runs of which a rider was driven there and has no outcome for the way home."""
    there = Leg.objects.filter(
        run=OuterRef(OuterRef("pk")), direction=Leg.Direction.OUT, state=Leg.State.DONE
    )
    stays = Leg.objects.filter(
        request__in=there.values("request"), direction=Leg.Direction.BACK, state__in=OPEN_LEG
    )
    return Run.objects.filter(Exists(stays), state=Run.State.CLOSED)


def _not_told(now: datetime, _day: date) -> QuerySet[Any]:
    """Return the ways that begin now and of which the rider knows no car, though nobody has them in hand."""
    unknown = Q(told_pickup_at=None) | ~Q(told_run=F("run"))
    soon = Leg.objects.seated().filter(unknown, pickup_at__lt=now - GRACE, dropoff_at__gt=now)
    return soon.filter(reminded_at=None)


def _let_lie(_now: datetime, day: date) -> QuerySet[Any]:
    return Leg.objects.open().filter(request__day__lt=day - FORGOTTEN_AFTER)


AUDIT = Audit(
    [
        Breach(LEG.name, "overdue", lambda now, day: Leg.objects.due(now - GRACE)),
        Breach(LEG.name, "no_due_time", lambda now, day: Leg.objects.open().filter(due_at=None)),
        Breach(LEG.name, "no_owner", lambda now, day: Leg.objects.without_able_owner(day)),
        Breach(LEG.name, "dead_car", _dead_car),
        Breach(LEG.name, "dead_car", _dead_car_ahead),
        Breach(LEG.name, "not_told", _not_told),
        Breach(LEG.name, "let_lie", _let_lie),
        Breach(RUN.name, "overdue", lambda now, day: Run.objects.due(now - GRACE)),
        Breach(RUN.name, "no_due_time", lambda now, day: Run.objects.live().filter(due_at=None)),
        Breach(RUN.name, "no_owner", lambda now, day: Run.objects.without_able_owner(day)),
        Breach(RUN.name, "left_behind", _left_behind),
        Breach(STANDING_RIDE.name, "not_filled_in", lambda now, day: behind(day - A_DAY)),
    ],
    spans=[-GRACE, -ASKED_AFTER],
)
