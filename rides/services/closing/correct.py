"""Putting right what was written down of a run that has ended, as long as nobody has approved what it comes to."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from rides.machines import RUN
from rides.models import ExpenseClaim, Leg, Run
from rides.services.claims.draft import draft_claim
from rides.services.closing.outcomes import NO_SHARES, NOT_PAID
from rides.services.closing.said import Became, Said
from rides.services.steps import go_leg, go_run, locked_leg, locked_run

STILL_OUT = _("This run has not ended yet. Write down how it went first.")
EVENTS = {Became.DONE: "correct", Became.NO_SHOW: "correct_no_show"}


@transaction.atomic
def tell_km(run: Run, km: Decimal, *, by: Actor, now: datetime) -> ExpenseClaim | None:
    """Write down the kilometres of a run that has ended, and count its claim.

    Raises `RefusedError` when it has not ended, or the claim has been approved.
    """
    held = locked_run(run.pk)
    if not RUN.allows(held.state, "tell_km"):
        raise RefusedError(STILL_OUT)
    go_run(held, "tell_km", by=by, now=now, km_driven=km)
    return draft_claim(held, by=by, now=now)


@transaction.atomic
def correct_run(
    run: Run, said: Mapping[int, Said], km: Decimal, *, by: Actor, now: datetime
) -> ExpenseClaim | None:
    """Put right who was driven, who paid what, and the kilometres; the claim is counted anew.

    Only those driven, and those who did not come, can be changed into one another. Raises as `tell_km` does.
    """
    held = locked_run(run.pk)
    if not RUN.allows(held.state, "correct"):
        raise RefusedError(STILL_OUT)
    for leg_id, what in sorted(said.items()):
        _one(held, locked_leg(leg_id), what, by, now)
    go_run(held, "correct", by=by, now=now, km_driven=km)
    return draft_claim(held, by=by, now=now)


def _one(run: Run, leg: Leg, said: Said, by: Actor, now: datetime) -> None:
    if said.share_cents and not run.driver.shares_costs:
        raise RefusedError(NO_SHARES)
    if said.share_cents and said.became != Became.DONE:
        raise RefusedError(NOT_PAID)
    if (leg.state, leg.share_cents) == (said.became, said.share_cents):
        return
    if leg.run_id == run.pk and said.became in EVENTS:
        event = EVENTS[said.became]
        go_leg(leg, event, by=by, now=now, share_cents=said.share_cents, ended_at=leg.ended_at)
