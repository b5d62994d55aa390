"""Closing an occurrence: all that hangs on it ends with it. And the small moves that others share."""

from datetime import datetime

from directory.actors import Actor
from directory.machine import move
from notifications.services import prompts
from rings.machines import ASSIGNMENT, ESCALATION, OCCURRENCE, OFFER
from rings.models import Assignment, Escalation, Occurrence, Offer
from rings.services.circle.gone_round import tell_if_gone_round


def locked(occurrence_id: int) -> Occurrence:
    """Return the occurrence, held for the running transaction, as it stands now."""
    rows = Occurrence.objects.select_related("ring", "receiver")
    return rows.select_for_update(of=("self",)).get(pk=occurrence_id)


def close(
    occurrence: Occurrence,
    event: str,
    reason: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Move `occurrence` to the terminal state that `event` leads to, and end what hangs on it."""
    move(
        occurrence,
        OCCURRENCE,
        event,
        by=by,
        now=now,
        reason=reason,
        due_at=None,
        closed_at=now,
    )
    # The reason is a column of its own: the audit row keeps the same word.
    Occurrence.objects.filter(pk=occurrence.pk).update(reason=reason)
    occurrence.reason = reason
    end_ladder(occurrence, by=by, now=now)
    for assignment in occurrence.assignments.filter(state__in=Assignment.LIVE):
        end = "finish" if event == "done" else "cancel"
        move(assignment, ASSIGNMENT, end, by=by, now=now, ended_at=now)
    withdraw_offers(occurrence, by=by, now=now)
    # A reply that is being handled closes its own question.
    if by.kind != "person":
        prompts.close_about(occurrence.about, by=by, now=now)
    tell_if_gone_round(occurrence, now)


def end_ladder(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """End the ladder at work on `occurrence`, if there is one."""
    for ladder in occurrence.escalations.filter(state=Escalation.State.RUNNING):
        move(ladder, ESCALATION, "end", by=by, now=now, ended_at=now)


def withdraw_offers(
    occurrence: Occurrence, *, by: Actor, now: datetime, but: Offer | None = None
) -> None:
    """Take back every open offer of `occurrence` (all `but` one): it is not needed any more."""
    for offer in occurrence.offers.filter(state=Offer.State.OPEN):
        if but is None or offer.pk != but.pk:
            move(offer, OFFER, "withdraw", by=by, now=now, due_at=None)


def wait_until(occurrence: Occurrence, due_at: datetime) -> None:
    """Set when the clock looks at `occurrence` next, without a move."""
    Occurrence.objects.filter(pk=occurrence.pk).update(due_at=due_at)
    occurrence.due_at = due_at
