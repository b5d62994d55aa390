"""A ladder's steps as they are frozen when it starts, and where on it one stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import NotRequired, TypedDict

REMIND, TRY_AGAIN, STAND_IN = "remind", "try_again", "stand_in"
OFFICE, CONTACTS, DECIDE = "office", "contacts", "decide"
CAPTAIN = "captain"
SMS, PHONE = "sms", "phone"

AT_THE_OFFICE = frozenset({OFFICE, CONTACTS, DECIDE})


@dataclass(frozen=True)
class Rung:
    """One step as an office writes it: `delay_minutes` after the one before, do `action`, `times` times.

    `audience` hears of it through `channel` (empty: as is usual for the action). A step that finds nobody gives
    way to the next at once if `skip_if_empty`, else its time is waited out.
    """

    action: str
    delay_minutes: int
    times: int = 1
    audience: str = ""
    channel: str = SMS
    skip_if_empty: bool = True


class FrozenStep(TypedDict):
    """One rung as it is kept with the escalation. Ladders begun before a key was added lack it."""

    action: str
    delay_minutes: int
    audience: NotRequired[str]
    channel: NotRequired[str]
    skip_if_empty: NotRequired[bool]


@dataclass(frozen=True)
class Step:
    """One rung: `delay` after the one before it, do `action`."""

    action: str
    delay: timedelta
    audience: str = ""
    channel: str = SMS
    skip_if_empty: bool = True

    @property
    def is_by_office(self) -> bool:
        """Tell whether a person of the office does it: their own steps, and whatever is done by telephone."""
        return is_by_office(self.action, self.channel)


def is_by_office(action: str, channel: str) -> bool:
    """Tell whether a person of the office does what this step says."""
    return action in AT_THE_OFFICE or channel == PHONE


def freeze(rungs: Iterable[Rung]) -> list[FrozenStep]:
    """Return the steps of `rungs` in order, repeats written out."""
    return [
        FrozenStep(
            action=rung.action,
            delay_minutes=rung.delay_minutes,
            audience=rung.audience,
            channel=rung.channel,
            skip_if_empty=rung.skip_if_empty,
        )
        for rung in rungs
        for _ in range(rung.times)
    ]


def step_at(steps: list[FrozenStep], position: int) -> Step | None:
    """Return the step at `position`, or None past the last."""
    if position >= len(steps):
        return None
    frozen = steps[position]
    return Step(
        frozen["action"],
        timedelta(minutes=frozen["delay_minutes"]),
        frozen.get("audience", ""),
        frozen.get("channel", SMS),
        frozen.get("skip_if_empty", True),
    )


def first_position(steps: list[FrozenStep], action: str) -> int:
    """Return where `action` comes first; past the last when it never does."""
    return next((n for n, step in enumerate(steps) if step["action"] == action), len(steps))


def first_by_office(steps: list[FrozenStep]) -> int:
    """Return where a person of the office comes in first; past the last when nobody does."""
    by_hand = (is_by_office(step["action"], step.get("channel", SMS)) for step in steps)
    return next((n for n, found in enumerate(by_hand) if found), len(steps))
