"""The machine: in every step somebody does something, something breaks, two act at once, or time passes."""

import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.core.cache import cache
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.rings.machine.faults import WORDS
from tests.rings.machine.promises import Tables, broken, forgotten
from tests.rings.machine.steps import STEPS, Step
from tests.rings.machine.world import STARTS, World, nothing_yet


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
    """Lives in empty tables of its own, with transactions that are as real as in service."""

    steps: "Counter[str]" = Counter()
    ticks = 0

    def __init__(self) -> None:
        super().__init__()
        nothing_yet()
        cache.clear()
        self.world = World()
        self.taken: list[Step] = []
        self.complaints = Complaints()
        logging.getLogger().addHandler(self.complaints)
        self.before, self.ticked = Tables.read(self.world.now), 0

    def teardown(self) -> None:
        """Count the ticks of this world."""
        logging.getLogger().removeHandler(self.complaints)
        RingsMachine.ticks += self.world.ticks

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: date) -> None:
        """Begin at one of the days that have broken calendars before."""
        with self._said_at_once():
            self.world.begins(start)
        self.before = Tables.read(self.world.now)

    @rule(step=STEPS)
    def take(self, step: Step) -> None:
        """Take the step and count it by its kind."""
        self.taken.append(step)
        with self._said_at_once():
            self.steps[step.take(self.world)] += 1

    @invariant()
    def promises_hold(self) -> None:
        """Nothing is broken, forgotten, doubled or written anew."""
        with self._said_at_once():
            assert not connection.in_atomic_block, "a transaction was left open"
            after = Tables.read(self.world.now)
            problems = broken(self.before, after)
            if self.world.ticks > self.ticked:
                problems += forgotten(self.world.now)
            self.before, self.ticked = after, self.world.ticks
            assert not problems, "\n".join(problems)
            assert not self.complaints.lines, "\n".join(self.complaints.lines)

    @contextmanager
    def _said_at_once(self) -> Iterator[None]:
        """Print what breaks and the way there as it happens: Hypothesis tells only of what breaks twice."""
        try:
            yield
        except Exception:
            sys.stderr.write("\n  ".join(["Broke after:", *map(repr, self.taken)]) + "\n")
            traceback.print_exc()
            raise
