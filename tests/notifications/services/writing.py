"""Ordinary texts to one person, several at a time: what the tests of limits and costs stand on."""

from datetime import datetime, timedelta

from notifications.models import Message
from people.models import Person
from tests.notifications.makers import AINO, NINE, ask_to_call, state_of

LONG = NINE + timedelta(days=3)


def write(person: Person, count: int = 1, *, first: int = 1, **how: object) -> list[Message]:
    """Put `count` texts to `person` into the outbox, each with a step of its own."""
    how = {"expires_at": LONG, "now": NINE, **how}
    written = how.pop("now")
    assert isinstance(written, datetime)
    return [
        # What is written at one moment would be one text in several pieces.
        ask_to_call(person, AINO, step=n, now=written - timedelta(seconds=60 - n), **how)  # type: ignore[arg-type]
        for n in range(first, first + count)
    ]


def states(messages: list[Message]) -> list[str]:
    """Return the states in which `messages` stand now."""
    return [state_of(message) for message in messages]
