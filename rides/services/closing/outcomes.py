"""Writing down what became of the ways of a run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from rides.machines import SEATED
from rides.models import Leg, Run
from rides.services.closing.said import Became, Said
from rides.services.closing.waiting import ways_in
from rides.services.steps import NO_PLACE, go_leg, locked_leg

SAY_ALL = _("Say of every rider how it went.")
NO_SHARES = _("This driver takes no part of the costs from riders.")
NOT_PAID = _("Only who was driven takes part in the costs.")
REASONS = {Became.CANCELLED: Leg.Reason.NOT_NEEDED, Became.OTHERWISE: Leg.Reason.OTHER_RIDE}


def write_down(run: Run, said: Mapping[int, Said], *, by: Actor, now: datetime) -> list[Leg]:
    """Give the ways of `run`, by their numbers, the outcomes `said`; return those whose rider still needs a car.

    Raises `RefusedError` when a way in the car is left out, or money was taken that may not be.
    """
    check(run, said)
    return [leg for pk in sorted(said) if (leg := _one(run, pk, said[pk], by, now))]


def check(run: Run, said: Mapping[int, Said]) -> None:
    """Refuse a report with a way left out, or with money from whoever is not to pay."""
    seated = ways_in(run).filter(state__in=SEATED).values_list("pk", flat=True)
    unsaid = [pk for pk in seated if pk not in said or said[pk].became == Became.OPEN]
    if unsaid:
        raise RefusedError(SAY_ALL)
    paid = [each for each in said.values() if each.share_cents]
    if paid and not run.driver.shares_costs:
        raise RefusedError(NO_SHARES)
    if any(each.became != Became.DONE for each in paid):
        raise RefusedError(NOT_PAID)


def _one(run: Run, leg_id: int, said: Said, by: Actor, now: datetime) -> Leg | None:
    leg = locked_leg(leg_id)
    if not leg.is_open or said.became == Became.OPEN:
        return None
    if said.became == Became.DONE:
        here = {} if leg.run_id == run.pk else _last_in(run)
        go_leg(leg, "done", by=by, now=now, share_cents=said.share_cents, **here)
    elif said.became == Became.NO_SHOW:
        go_leg(leg, "no_show", by=by, now=now)
    elif said.became == Became.LEFT:
        # At once, whatever the rules say: somebody stands there and waits.
        if leg.state in SEATED:
            go_leg(leg, "unseat", by=by, now=now, due_at=now)
        return leg
    else:
        _cancel(leg, REASONS[said.became], by, now)
    return None


def _last_in(run: Run) -> dict[str, Any]:
    """Return where a way comes that no plan had put into `run`: driven last, on the way home."""
    last = run.legs.aggregate(last=Max("dropoff_order"))["last"]
    first = 0 if last is None else last + 1
    place = {"run": run, "pickup_order": first, "dropoff_order": first + 1}
    return place | {"pickup_at": run.ends_at, "dropoff_at": run.ends_at}


def _cancel(leg: Leg, reason: str, by: Actor, now: datetime) -> None:
    place = {} if leg.state in SEATED else NO_PLACE
    go_leg(leg, "cancel", by=by, now=now, reason=reason, because=reason, **place)
