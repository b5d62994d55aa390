"""What came of a swap that was asked for: yes, no, or silence."""

from datetime import datetime

from django.db import transaction

from directory.actors import CLOCK, Actor
from directory.machine import move
from people.errors import RefusedError
from rings.eligibility import NotEligibleError
from rings.machines import SWAP
from rings.models import Swap
from rings.services.swaps.change import can_change, change, check, lock, tell
from rings.services.swaps.words import agreed, called_off


@transaction.atomic
def agree(swap_id: int, *, by: Actor, now: datetime) -> bool:
    """Change the turns; return False when it is too late: then each keeps what they have."""
    swap = locked_swap(swap_id)
    if not SWAP.allows(swap.state, "agree"):
        return False
    lock(swap.given, swap.wanted)
    try:
        check(swap.given, swap.wanted, now)
    except (RefusedError, NotEligibleError):
        if SWAP.allows(swap.state, "withdraw"):
            move(swap, SWAP, "withdraw", by=by, now=now, due_at=None, answered_at=now)
        return False
    change(swap, by=by, now=now)
    tell(swap, swap.given.person, agreed(swap, swap.given.person), now)
    return True


@transaction.atomic
def decline(swap_id: int, *, by: Actor, now: datetime) -> None:
    """Note the no; whoever wished the swap keeps their turn and is told."""
    swap = locked_swap(swap_id)
    if SWAP.allows(swap.state, "decline"):
        move(swap, SWAP, "decline", by=by, now=now, due_at=None, answered_at=now)
        tell(swap, swap.given.person, called_off(swap.given), now)


def expire_swaps(now: datetime) -> int:
    """Close the swaps that nobody answered in time: each keeps their turn, and who wished it is told."""
    overdue = Swap.objects.filter(state=Swap.State.ASKED, due_at__lte=now)
    count = 0
    for pk in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            swap = locked_swap(pk)
            if swap.state == Swap.State.ASKED:
                move(swap, SWAP, "expire", by=CLOCK, now=now, due_at=None)
                if can_change(swap.given, now):  # called off meanwhile, it is nobody's
                    tell(swap, swap.given.person, called_off(swap.given), now)
                count += 1
    return count


def locked_swap(swap_id: int) -> Swap:
    """Return the swap with both turns, held for the running transaction."""
    rows = Swap.objects.select_for_update(of=("self",)).select_related(
        "given__person",
        "given__occurrence__receiver",
        "given__occurrence__association",
        "wanted__person",
        "wanted__occurrence__receiver",
        "wanted__occurrence__association",
    )
    return rows.get(pk=swap_id)
