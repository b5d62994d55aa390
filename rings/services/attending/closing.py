"""Closing an occurrence: all that hangs on it ends with it. And the small moves that others share."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from directory.actors import Actor
from directory.kept import Hanging, kept
from directory.machine import move
from directory.moves import Moves
from notifications.services import prompts
from rings.machines import ASSIGNMENT, ESCALATION, OCCURRENCE, OFFER
from rings.models import Assignment, Escalation, Occurrence, Offer
from rings.services.circle.gone_round import tell_if_gone_round

# In no order: of duties and of ladders one is live at most.
DUTIES = Hanging(Assignment.objects.order_by(), "occurrence")
LADDERS = Hanging(Escalation.objects.order_by(), "occurrence")
OFFERS = Hanging(Offer.objects.order_by(), "occurrence")


def locked(occurrence_id: int) -> Occurrence:
    """Return the occurrence, held for the running transaction, as it stands now."""
    for occurrence in _held([occurrence_id]):
        return occurrence
    raise Occurrence.DoesNotExist(occurrence_id)


def locked_all(ids: Iterable[int]) -> dict[int, Occurrence]:
    """Return the occurrences by number, held, with whose duty each is: for closing several at once."""
    held = _held(set(ids))
    DUTIES.read_for(held)
    if len(held) > 1:  # what else hangs on a single one is read by whoever needs it
        LADDERS.read_for(held)
        OFFERS.read_for(held)
    return {o.pk: o for o in held}


@kept
def _held(ids: Collection[int]) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(pk__in=ids).select_related("ring", "receiver")
    return rows.select_for_update(of=("self",)).order_by("pk")


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
    for assignment in DUTIES.of(occurrence):
        if assignment.is_live:
            end = "finish" if event == "done" else "cancel"
            moves.add(assignment, ASSIGNMENT, end, {"ended_at": now})


def end_search_in(moves: Moves, occurrence: Occurrence) -> None:
    """End the ladder at work on `occurrence` and take back its open offers, among other moves."""
    for ladder in LADDERS.of(occurrence):
        if ladder.state == Escalation.State.RUNNING:
            moves.add(ladder, ESCALATION, "end", {"ended_at": moves.now})
    for offer in OFFERS.of(occurrence):
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
