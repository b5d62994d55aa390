"""When a gateway is left alone, for how long, and which ways lead back."""

from datetime import UTC, datetime, timedelta

import pytest

from notifications.gateways.base import Fault
from notifications.rules.breaker import BREAKER, CLOSED, HALF_OPEN, OPEN, next_try, opens

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fault", "failures", "state", "is_left_alone"),
    [
        (Fault.TEMPORARY, 4, CLOSED, False),
        (Fault.TEMPORARY, 5, CLOSED, True),
        (Fault.AMBIGUOUS, 5, CLOSED, True),
        # Wrong settings do not come right by themselves: at once.
        (Fault.CONFIGURATION, 1, CLOSED, True),
        # A trial that fails is one too many.
        (Fault.TEMPORARY, 1, HALF_OPEN, True),
        # These speak of one number or one text, never of the gateway.
        (Fault.NUMBER, 50, CLOSED, False),
        (Fault.REFUSED, 50, CLOSED, False),
        (Fault.OPTED_OUT, 50, HALF_OPEN, False),
        (Fault.NONE, 50, CLOSED, False),
    ],
)
def test_faults_of_its_own_open_it(
    fault: Fault, failures: int, state: str, *, is_left_alone: bool
) -> None:
    assert opens(fault, failures, state) is is_left_alone


def test_it_rests_longer_after_each_trial_that_failed_but_never_over_a_quarter_of_an_hour() -> None:
    rests = [(next_try(NOW, trials) - NOW) // timedelta(minutes=1) for trials in range(7)]
    assert rests == [1, 2, 4, 8, 16, 16, 16]
    assert next_try(NOW, 10_000) == NOW + timedelta(minutes=16)


@pytest.mark.parametrize(
    ("state", "event", "target"),
    [
        (CLOSED, "open", OPEN),
        (OPEN, "try", HALF_OPEN),
        (HALF_OPEN, "open", OPEN),
        (HALF_OPEN, "close", CLOSED),
        (HALF_OPEN, "try", HALF_OPEN),
        (OPEN, "close", CLOSED),
    ],
)
def test_each_way_of_the_table(state: str, event: str, target: str) -> None:
    assert BREAKER.allows(state, event)
    assert BREAKER.target(state, event, "system") == target


@pytest.mark.parametrize(("state", "event"), [(CLOSED, "try"), (CLOSED, "close"), (OPEN, "open")])
def test_and_no_other(state: str, event: str) -> None:
    assert not BREAKER.allows(state, event)
