"""The machine: in every step somebody does something, something breaks, two act at once, or time passes."""

import logging
from collections import Counter
from datetime import date

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.rings.machine.faults import WORDS
from tests.rings.machine.promises import Tables, broken, forgotten
from tests.rings.machine.steps import STEPS, Step
from tests.rings.machine.world import STARTS, World


class Complaints(logging.Handler):
    """Keeps what was logged as an ERROR and was not meant to break."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record with its traceback."""
        line = self.format(record)
        if WORDS not in line:
            self.lines.append(line)


class RingsMachine(RuleBasedStateMachine):
    """Lives in a part of a transaction that is rolled back: `world` stands before it and after it."""

    world: World
    steps: "Counter[str]" = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.complaints = Complaints()
        logging.getLogger().addHandler(self.complaints)
        self.before, self.ticks = Tables.read(self.world.now), self.world.ticks

    def teardown(self) -> None:
        """Leave the world as it was."""
        logging.getLogger().removeHandler(self.complaints)
        transaction.savepoint_rollback(self.savepoint)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: date) -> None:
        """Begin at one of the days that have broken calendars before."""
        self.world.begins(start)
        self.before = Tables.read(self.world.now)

    @rule(step=STEPS)
    def take(self, step: Step) -> None:
        """Take the step and count it by its kind."""
        self.steps[step.take(self.world)] += 1

    @invariant()
    def promises_hold(self) -> None:
        """Nothing is broken, forgotten, doubled or written anew."""
        assert not connection.needs_rollback
        after = Tables.read(self.world.now)
        problems = broken(self.before, after)
        if self.world.ticks > self.ticks:
            problems += forgotten(self.world.now)
        self.before, self.ticks = after, self.world.ticks
        assert not problems, "\n".join(problems)
        assert not self.complaints.lines, "\n".join(self.complaints.lines)
