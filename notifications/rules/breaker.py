"""When a gateway is left alone because it does not work: a circuit breaker as a table."""

from datetime import datetime, timedelta

from directory.machine import STAFF_OR_SYSTEM, Machine, arrow
from notifications.gateways.base import Fault

CLOSED, OPEN, HALF_OPEN = "closed", "open", "half_open"

BREAKER = Machine(
    name="gateway",
    moves=(
        arrow("open", [CLOSED, HALF_OPEN], OPEN, STAFF_OR_SYSTEM),
        # A trial whose worker died is followed by another, when its time is over.
        arrow("try", [OPEN, HALF_OPEN], HALF_OPEN, STAFF_OR_SYSTEM),
        arrow("close", [OPEN, HALF_OPEN], CLOSED, STAFF_OR_SYSTEM),
    ),
    terminal=frozenset(),
)

# Faults of the gateway, or of the way to it; the others are about one number or one text.
ITS_OWN = frozenset({Fault.TEMPORARY, Fault.AMBIGUOUS, Fault.CONFIGURATION})
FAILURES = 5
FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(minutes=16)
TRIAL = timedelta(minutes=3)


def opens(fault: Fault, failures: int, state: str) -> bool:
    """Tell whether the gateway is to be left alone after `failures` in a row, the last of them `fault`."""
    if fault not in ITS_OWN:
        return False
    return fault is Fault.CONFIGURATION or failures >= FAILURES or state == HALF_OPEN


def next_try(now: datetime, trials: int) -> datetime:
    """Return when one text is let through as a trial, after `trials` that failed: 1, 2, 4, 8, then 16 minutes."""
    rest: timedelta = FIRST_REST * 2 ** min(trials, 10)
    return now + min(rest, LONGEST_REST)
