"""The table of acts: what anybody may do to the village in one step. `dice` decides whom and what."""

from collections.abc import Callable
from random import Random

from directory.machine import ConcurrentMoveError, IllegalMoveError
from people.errors import RefusedError
from rings.eligibility import NotEligibleError
from rings.services.bulk.call_off import NothingToCallOffError, TooLateError
from rings.services.planning.publish import RingNotReadyError
from tests.rings.machine import change_acts, gig_acts, people_acts, ring_acts, turn_acts
from tests.rings.machine.world import World

Act = Callable[[World, Random], None]

# What the program says no to: nothing may have changed by it.
REFUSALS = (
    ConcurrentMoveError,
    IllegalMoveError,
    NotEligibleError,
    RefusedError,
    RingNotReadyError,
    NothingToCallOffError,
    TooLateError,
)
_MODULES = (ring_acts, people_acts, turn_acts, change_acts, gig_acts)
ACTS: dict[str, Act] = {act.__name__: act for module in _MODULES for act in module.ACTS}


def try_to(name: str, world: World, seed: int) -> bool:
    """Do the act `name`; return False when the program refused it."""
    try:
        ACTS[name](world, Random(seed))
    except REFUSALS:
        return False
    return True
