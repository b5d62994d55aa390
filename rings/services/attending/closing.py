"""Closing an occurrence: all that hangs on it ends with it. And the small moves that others share."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Prefetch

from directory.actors import Actor
from directory.machine import move
from directory.moves import Moves
from notifications.services import prompts
from rings.machines import ASSIGNMENT, ESCALATION, OCCURRENCE, OFFER
from rings.models import Assignment, Escalation, Occurrence, Offer
from rings.services.circle.gone_round import tell_if_gone_round

# In no order: one of them is live at most.
DUTIES = Prefetch("assignments", Assignment.objects.order_by())


def locked(occurrence_id: int) -> Occurrence:
    """Return the occurrence, held for the running transaction, as it stands now."""
    rows = Occurrence.objects.select_related("ring")
    return rows.select_for_update(of=("self",)).get(pk=occurrence_id)


def locked_all(ids: Iterable[int]) -> dict[int, Occurrence]:
    """Return the occurrences by number, held, with whose duty each is: for closing several at once."""
    wanted = set(ids)
    rows = Occurrence.objects.select_related("ring").filter(pk__in=wanted).order_by()
    held = rows.select_for_update(of=("self",)).prefetch_related(DUTIES)
    if len(wanted) > 1:  # what else hangs on a single one is read by whoever needs it
        held = held.order_by("pk").select_related("ring", "receiver")
        held = held.prefetch_related("escalations", "offers")
    return {o.pk: o for o in held}


def close(
    occurrence: Occurrence,
    event: str,
    reason: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Move `occurrence` to the terminal state that `event` leads to, and end what hangs on it."""
    moves = Moves(by, now)
    close_in(moves, occurrence, event, reason)
    moves.write()
    after_settling([occurrence], by=by, now=now)


def close_in(moves: Moves, occurrence: Occurrence, event: str, reason: str) -> None:
    """Close `occurrence` among other moves; uses prefetched lists when there are any.

    The caller writes them, and then does what comes `after_settling`.
    """
    now = moves.now
    ended = {"due_at": None, "closed_at": now, "reason": reason}
    moves.add(occurrence, OCCURRENCE, event, ended, reason=reason)
    end_search_in(moves, occurrence)
    for assignment in occurrence.assignments.all():
        if assignment.is_live:
            end = "finish" if event == "done" else "cancel"
            moves.add(assignment, ASSIGNMENT, end, {"ended_at": now})


def end_search_in(moves: Moves, occurrence: Occurrence) -> None:
    """End the ladder at work on `occurrence` and take back its open offers, among other moves."""
    for ladder in occurrence.escalations.all():
        if ladder.state == Escalation.State.RUNNING:
            moves.add(ladder, ESCALATION, "end", {"ended_at": moves.now})
    for offer in occurrence.offers.all():
        if offer.state == Offer.State.OPEN:
            moves.add(offer, OFFER, "withdraw", {"due_at": None})


def after_settling(occurrences: Sequence[Occurrence], *, by: Actor, now: datetime) -> None:
    """Do what follows when `occurrences` have been closed, or left to the office.

    Nobody is asked any more about one that is closed, whoever was; the captains of circles that have gone round
    are told.
    """
    closed = [o.about for o in occurrences if not o.is_open]
    if closed:
        prompts.close_about(closed, by=by, now=now)
    for occurrence in occurrences:
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
