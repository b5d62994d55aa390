"""Years of edits, absences, answers, crashes and clock changes: in any order, and nobody is forgotten."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.rings.machine.faults import WORDS
from tests.rings.machine.machine import RingsMachine
from tests.rings.machine.steps import BrokenTick
from tests.rings.machine.world import World

STEPS, RUNS = 50, 10


@pytest.mark.logs_error(WORDS)
@pytest.mark.django_db(transaction=True)
def test_whatever_is_done_in_whatever_order_nobody_is_forgotten() -> None:
    BrokenTick(at=1, kills=False).take(World())  # one ERROR is logged for certain
    run_state_machine_as_test(
        RingsMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
    assert RingsMachine.steps.total() >= STEPS * RUNS / 2
