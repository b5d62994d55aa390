"""Proposing a swap: by text to the other, or done at once when both have agreed on the telephone."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from notifications.services.outbox import Ask, Item, NoTextChannelError, put
from people.errors import RefusedError
from rings.machines import SWAP
from rings.models import Assignment, Occurrence, Swap
from rings.rules.times import answers_close_at, heard_from, offer_closes_at
from rings.services.busy.conflicts import conflicts, slot_of
from rings.services.swaps.change import TOPIC, can_change, change, check, lock
from rings.services.swaps.words import asked

LOOKS_AHEAD = timedelta(weeks=4)
SOONEST = 30  # minutes to answer when the turn is within the hour
NO_TEXTS = _("No text reaches the other volunteer. Agree by telephone, then swap at once.")
BUSY = _(
    "One of the two is busy at the other's hour. Agree by telephone, then swap at once if it works out."
)
ASKED_ALREADY = _("One of these turns is being swapped already. Wait for the answer.")


def swappable(occurrence: Occurrence, now: datetime) -> list[Assignment]:
    """Return the turns that the holder could have instead: of others in the ring, within four weeks."""
    holder = occurrence.holder()
    if holder is None or occurrence.ring_id is None or not can_change(holder, now):
        return []
    day = local_date(now)
    rows = Assignment.objects.filter(
        state=Assignment.State.HELD,
        occurrence__ring=occurrence.ring_id,
        occurrence__kind=occurrence.kind,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__starts_at__gt=now,
        occurrence__nominal_date__range=(day, day + LOOKS_AHEAD),
    )
    # Nobody rings themselves, as they might in a circle.
    rows = rows.exclude(person__in=[holder.person_id, occurrence.receiver_id])
    rows = rows.exclude(occurrence__receiver=holder.person_id)
    rows = rows.select_related("occurrence__receiver", "occurrence__association", "person")
    return list(rows.order_by("occurrence__starts_at", "pk"))


@transaction.atomic
def propose_swap(given: Assignment, wanted: Assignment, *, by: Actor, now: datetime) -> Swap:
    """Ask the holder of `wanted` by text whether they take `given` instead; nothing changes before the yes.

    Raises `RefusedError` when a turn has changed, is being swapped, or no text reaches them, and
    `NotEligibleError` when one of the two may not have the other's turn.
    """
    lock(given, wanted)
    check(given, wanted, now)
    if _is_asked_for(given, wanted):
        raise RefusedError(ASKED_ALREADY)
    if _is_busy(given, wanted) or _is_busy(wanted, given):
        raise RefusedError(BUSY)
    first = min(given.occurrence.starts_at, wanted.occurrence.starts_at)
    due_at = min(offer_closes_at(heard_from(now), first, SOONEST), first)
    swap = Swap.objects.create(given=given, wanted=wanted, asked_at=now, due_at=due_at)
    try:
        put(
            asked(swap),
            to=wanted.person,
            topic=TOPIC,
            purpose="swap",
            about=swap.about,
            now=now,
            expires_at=due_at,
            ask=Ask("substitute_offer", (Item(swap.about),), answers_close_at(first)),
        )
    except NoTextChannelError as error:
        raise RefusedError(NO_TEXTS) from error
    return swap


@transaction.atomic
def swap_at_once(given: Assignment, wanted: Assignment, *, by: Actor, now: datetime) -> Swap:
    """Change the two turns: both have agreed on the telephone. Raises as `propose_swap` does."""
    lock(given, wanted)
    check(given, wanted, now)
    # Any other that named these turns ends by its own time, and who wished it is told then.
    for open_one in Swap.objects.filter(given=given, state=Swap.State.ASKED):
        move(open_one, SWAP, "withdraw", by=by, now=now, due_at=None)
    swap = Swap.objects.create(given=given, wanted=wanted, asked_at=now, due_at=now)
    change(swap, by=by, now=now)
    return swap


def _is_busy(turn: Assignment, other: Assignment) -> bool:
    """Tell whether the holder of `other` does something else at the hour of `turn`: a text does not ask that."""
    both = [turn.occurrence_id, other.occurrence_id]
    return bool(conflicts([other.person_id], slot_of(turn.occurrence), but=both))


def _is_asked_for(*turns: Assignment) -> bool:
    with_them = Q(given__in=turns) | Q(wanted__in=turns)
    return Swap.objects.filter(with_them, state=Swap.State.ASKED).exists()
