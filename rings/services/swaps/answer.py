"""What came of a swap that was asked for: yes, no, or silence."""

from datetime import datetime

from django.db import transaction

from directory.actors import CLOCK, Actor
from directory.machine import move
from directory.one_by_one import one_by_one
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
    try:
        check(swap.given, swap.wanted, now)
    except (RefusedError, NotEligibleError):
        if SWAP.allows(swap.state, "withdraw"):
            move(swap, SWAP, "withdraw", by=by, now=now, due_at=None, answered_at=now)
            _say_it_is_off(swap, now)
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
        _say_it_is_off(swap, now)


def expire_swaps(now: datetime) -> int:
    """Close the swaps that nobody answered in time: each keeps their turn, and who wished it is told."""
    overdue = Swap.objects.filter(state=Swap.State.ASKED, due_at__lte=now)
    return one_by_one(overdue, lambda swap: _expire(swap.pk, now), "expire swap")


def _expire(swap_id: int, now: datetime) -> bool:
    swap = locked_swap(swap_id)
    is_asked = swap.state == Swap.State.ASKED
    if is_asked:
        move(swap, SWAP, "expire", by=CLOCK, now=now, due_at=None)
        _say_it_is_off(swap, now)
    return is_asked


def _say_it_is_off(swap: Swap, now: datetime) -> None:
    """Tell whoever wished it that they keep their turn; of one that was called off meanwhile nothing is said."""
    if can_change(swap.given, now):
        tell(swap, swap.given.person, called_off(swap.given), now)


def locked_swap(swap_id: int) -> Swap:
    """Return the swap and both its turns, held for the running transaction."""
    rows = Swap.objects.select_related(
        "given__person",
        "given__occurrence__receiver",
        "given__occurrence__association",
        "wanted__person",
        "wanted__occurrence__receiver",
        "wanted__occurrence__association",
    )
    swap = rows.get(pk=swap_id)
    # The turns first, as whoever proposes a swap does: two who hold them in another order wait for ever.
    lock(swap.given, swap.wanted)
    swap.state = Swap.objects.select_for_update().values_list("state", flat=True).get(pk=swap_id)
    return swap
