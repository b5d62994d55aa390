"""What a run still waits for: it ends when all its ways, and the ways back of its riders, have an outcome."""

from django.db.models import Q

from rides.machines import OPEN_LEG
from rides.models import Leg, Run
from rides.models.request import LegQuerySet

State = Leg.State
DIRECTION = Leg.Direction


def ways_in(run: Run) -> LegQuerySet:
    """Return the ways that stand in the list of stops of `run` or were driven from it, in their order."""
    stood = [State.PLANNED, State.TOLD, State.CONFIRMED, State.DONE, State.NO_SHOW]
    return _whole(Leg.objects.filter(run=run, state__in=stood)).order_by("pickup_order", "pk")


def returns_elsewhere(run: Run) -> LegQuerySet:
    """Return the open ways back of the riders whom `run` takes there that are not in the car of `run`."""
    there = Leg.objects.filter(run=run, direction=DIRECTION.OUT).exclude(
        state__in=[State.CANCELLED, State.UNMET]
    )
    back = Leg.objects.filter(
        request__in=there.values("request"), direction=DIRECTION.BACK, state__in=OPEN_LEG
    )
    return _whole(back.exclude(run=run)).order_by("request__rider__last_name", "pk")


def waits_for(run: Run) -> LegQuerySet:
    """Return the ways without an outcome that keep `run` from being closed.

    Of riders who were not driven there the way back is no matter of this run.
    """
    driven = Leg.objects.filter(run=run, direction=DIRECTION.OUT, state=State.DONE)
    their_return = Q(request__in=driven.values("request"), direction=DIRECTION.BACK)
    rows = Leg.objects.filter(Q(run=run) | their_return, state__in=OPEN_LEG)
    return _whole(rows).order_by("pickup_order", "pk")


def _whole(legs: LegQuerySet) -> LegQuerySet:
    return legs.select_related(
        "request__rider__municipality", "request__destination", "run__driver__volunteer__person"
    )
