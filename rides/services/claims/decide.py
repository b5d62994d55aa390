"""Sending a claim to be checked, approving it, sending it back, leaving it unclaimed: by a person each time."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.machine import move
from people.errors import RefusedError
from rides.machines import EXPENSE_CLAIM
from rides.models import ExpenseClaim
from rides.services.claims.draft import recount

LONGEST_NOTE = 200
WHY = _("Write down why.")
NOT_NOW = _("This cannot be done with the claim as it stands now. Look at it again.")


@transaction.atomic
def submit(claim: ExpenseClaim, *, by: Actor, now: datetime) -> None:
    """Send `claim` to be checked, as the driver wishes; its lines are counted anew."""
    held = _held(claim, "submit")
    recount(held)
    _move(held, "submit", by, now, note="")


@transaction.atomic
def approve(claim: ExpenseClaim, *, by: Actor, now: datetime) -> None:
    """Approve `claim`: from now on its sums stand, and count against the year's limits."""
    held = _held(claim, "approve")
    recount(held)
    _move(held, "approve", by, now, decided_at=now, decided_by_id=by.user_id)


@transaction.atomic
def send_back(claim: ExpenseClaim, why: str, *, by: Actor, now: datetime) -> None:
    """Send `claim` back with what is to be put right. Raises `RefusedError` without a word of why."""
    _refuse_silence(why)
    held = _held(claim, "return")
    note = why.strip()[:LONGEST_NOTE]
    _move(held, "return", by, now, note=note, decided_at=None, decided_by_id=None)


@transaction.atomic
def drop(claim: ExpenseClaim, why: str = "", *, by: Actor, now: datetime) -> None:
    """Leave the kilometres unclaimed, as the driver wishes."""
    held = _held(claim, "drop")
    note = why.strip()[:LONGEST_NOTE]
    _move(held, "drop", by, now, note=note, decided_at=now, decided_by_id=by.user_id)


def _held(claim: ExpenseClaim, event: str) -> ExpenseClaim:
    rows = ExpenseClaim.objects.select_for_update(of=("self",)).select_related("run")
    held = rows.get(pk=claim.pk)
    if not EXPENSE_CLAIM.allows(held.state, event):
        raise RefusedError(NOT_NOW)
    return held


def _refuse_silence(why: str) -> None:
    if not why.strip():
        raise RefusedError(WHY, field="why")


def _move(claim: ExpenseClaim, event: str, by: Actor, now: datetime, **changes: Any) -> None:
    move(claim, EXPENSE_CLAIM, event, by=by, now=now, reason=changes.get("note", ""), **changes)
