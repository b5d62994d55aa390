"""Paying what is approved: the claims that go together, and the rows of the two tables that come of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from directory.models import Association
from people.errors import RefusedError
from rides.machines import EXPENSE_CLAIM
from rides.models import ClaimLine, Driver, ExpenseClaim, PaymentFile

NOTHING = _("Nothing is approved and waiting to be paid.")


@dataclass(frozen=True)
class Payee:
    """What one driver gets by the claims of these numbers, in cents; `over` of it is above the year's limit."""

    driver: Driver
    claims: tuple[int, ...]
    cents: int
    over: int


@transaction.atomic
def pay(
    association: Association, claims: Collection[ExpenseClaim], *, by: Actor, now: datetime
) -> PaymentFile:
    """Put the approved among `claims` of `association` into one payment file.

    Raises `RefusedError` when none is left to pay: somebody else may just have made the file.
    """
    rows = ExpenseClaim.objects.select_for_update(of=("self",)).filter(
        pk__in=[claim.pk for claim in claims],
        association=association,
        state=ExpenseClaim.State.APPROVED,
    )
    held = list(rows.order_by("pk"))
    if not held:
        raise RefusedError(NOTHING)
    file = PaymentFile.objects.create(association=association, made_at=now, made_by_id=by.user_id)
    for claim in held:
        move(claim, EXPENSE_CLAIM, "pay", by=by, now=now, payment=file)
    return file


def vouchers(file: PaymentFile) -> list[ClaimLine]:
    """Return every line of `file`, by driver and day: what the books keep."""
    rows = ClaimLine.objects.filter(claim__payment=file).select_related(
        "rate", "claim__run", "claim__driver__volunteer__person"
    )
    name = "claim__driver__volunteer__person"
    return list(rows.order_by(f"{name}__last_name", f"{name}__first_name", "day", "pk"))


def payees(lines: Collection[ClaimLine]) -> list[Payee]:
    """Return what each driver of `lines` gets, in their order; whoever gets nothing is left out."""
    by_driver: dict[int, list[ClaimLine]] = {}
    for line in lines:
        by_driver.setdefault(line.claim.driver_id, []).append(line)
    found = [_payee(rows) for rows in by_driver.values()]
    return [payee for payee in found if payee.cents]


def _payee(lines: list[ClaimLine]) -> Payee:
    return Payee(
        driver=lines[0].claim.driver,
        claims=tuple(sorted({line.claim_id for line in lines})),
        cents=sum(line.payable for line in lines),
        over=sum(line.over_cents for line in lines),
    )
