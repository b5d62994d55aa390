"""The claim of a run: drafted from its kilometres, counted anew until it is approved."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from rides.machines import EXPENSE_CLAIM
from rides.models import ClaimLine, Driver, ExpenseClaim, Leg, Run
from rides.rules.limits import most_shared, settle
from rides.rules.mileage import Line
from rides.services.claims.limits import FROZEN, used_of
from rides.services.claims.reckon import lines_of, rates_on

PAID_MORE = _("The riders have paid more than the allowance comes to. Their part can be no more.")
APPROVED_ALREADY = _(
    "The claim has been approved: its sums stand. Send it back first, if it has not been paid."
)


@transaction.atomic
def draft_claim(run: Run, *, by: Actor, now: datetime) -> ExpenseClaim | None:
    """Write the claim of `run`, or count it anew when there is one; None while nobody told the kilometres.

    Raises `RefusedError` when its sums stand already, or riders have paid more than the allowance.
    """
    if run.km_driven is None:
        return None
    claim = ExpenseClaim.objects.select_for_update().filter(run=run).first()
    if claim is None:
        claim = _new(run, by, now)
    if claim.state in FROZEN:
        raise RefusedError(APPROVED_ALREADY)
    if claim.state != ExpenseClaim.State.DROPPED:
        recount(claim)
    return claim


def recount(claim: ExpenseClaim) -> None:
    """Write the lines of `claim` anew, as its run, the rates and the year's other claims stand now."""
    # One after another for each driver: two claims approved at once must not both have the year's last euro.
    Driver.objects.select_for_update().get(pk=claim.driver_id)
    run = claim.run
    lines = lines_of(run, run.km_driven or Decimal(0))
    shared = shares_of(run)
    check_shares(lines, shared)
    used = used_of(claim, {line.day.year for line in lines})
    rates = rates_on([line.day for line in lines])
    claim.lines.all().delete()
    ClaimLine.objects.bulk_create(
        ClaimLine(
            claim=claim,
            day=row.line.day,
            km=row.line.km,
            passenger_km=row.line.passenger_km,
            rate=rates[row.line.day],
            cents=row.line.cents,
            shared_cents=row.shared,
            over_cents=row.over,
            over_days=row.over_days,
        )
        for row in settle(lines, shared, used)
    )


def shares_of(run: Run) -> int:
    """Return the cents that riders have paid towards the costs of `run`."""
    return sum(run.legs.filter(state=Leg.State.DONE).values_list("share_cents", flat=True))


def check_shares(lines: list[Line], shared: int) -> None:
    """Refuse more from the riders than the allowance: they share costs, and pay no fare."""
    if shared > most_shared(lines):
        raise RefusedError(PAID_MORE, field="km")


def _new(run: Run, by: Actor, now: datetime) -> ExpenseClaim:
    claim = ExpenseClaim.objects.create(
        run=run, driver_id=run.driver_id, association_id=run.association_id, created_at=now
    )
    AuditEntry.objects.record(
        subject=EXPENSE_CLAIM.name,
        subject_id=claim.pk,
        event="draft",
        before="",
        after=claim.state,
        reason="",
        by=by,
        at=now,
    )
    return claim
