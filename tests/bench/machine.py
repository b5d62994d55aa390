"""Ten thousand steps of the machine that tries to break rings: how many it lived through, and what broke.

`bin/bench machine [--json] [--seed N] [--steps N]`: the seed decides every step, so a failure can be seen again.
Each seed makes some runs of the machine; the next number is taken until the steps are made.
"""

import logging
import sys
import traceback

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bench.harness import Report
from tests.rings.machine.machine import RingsMachine

STEPS_A_RUN, RUNS_A_SEED = 50, 20


def main(as_json: bool) -> int:
    """Run the machine until it has made its steps, or until something breaks."""
    # What breaks on purpose is not for the eye; the machine hears every ERROR with a handler of its own.
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.CRITICAL)
    report = Report("machine")
    first, steps = _option("--seed", 1), _option("--steps", 10_000)
    made, number, failures = RingsMachine.steps, first, 0
    while made.total() < steps and not failures:
        failures = _run(number)
        number += 1
    report.add("first_seed", first)
    report.add("last_seed", number - 1)
    report.add("steps", made.total(), (">=", steps))
    report.add("failures", failures, ("==", 0))
    report.add("ticks", RingsMachine.ticks)
    for name in sorted(made):
        report.add(name, made[name])
    return report.show(as_json)


def _run(number: int) -> int:
    """Return how many promises broke: what and how stands on standard error."""
    try:
        run_state_machine_as_test(
            seed(number)(RingsMachine),
            settings=settings(
                max_examples=RUNS_A_SEED,
                stateful_step_count=STEPS_A_RUN,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            ),
        )
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def _option(name: str, default: int) -> int:
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default
