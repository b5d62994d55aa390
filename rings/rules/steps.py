"""A ladder's steps as they are frozen when it starts, and where on it one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypedDict

REMIND, TRY_AGAIN, STAND_IN = "remind", "try_again", "stand_in"
OFFICE, CONTACTS, DECIDE = "office", "contacts", "decide"

AT_THE_OFFICE = frozenset({OFFICE, CONTACTS, DECIDE})


class FrozenStep(TypedDict):
    """One rung as it is kept with the escalation."""

    action: str
    delay_minutes: int


@dataclass(frozen=True)
class Step:
    """One rung: `delay` after the one before it, do `action`."""

    action: str
    delay: timedelta


def freeze(rungs: Iterable[tuple[str, int, int]]) -> list[FrozenStep]:
    """Return the steps of (action, delay_minutes, times) in order, repeats written out."""
    return [
        FrozenStep(action=action, delay_minutes=delay)
        for action, delay, times in rungs
        for _ in range(times)
    ]


def step_at(steps: list[FrozenStep], position: int) -> Step | None:
    """Return the step at `position`, or None past the last."""
    if position >= len(steps):
        return None
    frozen = steps[position]
    return Step(frozen["action"], timedelta(minutes=frozen["delay_minutes"]))


def first_position(steps: list[FrozenStep], action: str) -> int:
    """Return where `action` comes first; past the last when it never does."""
    return next((n for n, step in enumerate(steps) if step["action"] == action), len(steps))
