"""Putting a text into the outbox: the one way a message comes to be."""

from dataclasses import dataclass, field
from datetime import datetime

from notifications.models import Inbound, Message
from people.models import Person


class NoTextChannelError(Exception):
    """The person has no number that takes texts, or has asked for no more: phone instead."""


@dataclass(frozen=True)
class Item:
    """One thing a question is about, with the first name the text uses for it."""

    about: str
    name: str = ""


@dataclass(frozen=True)
class Ask:
    """The question a text asks: its context for the reader, its items, and until when an answer counts.

    `slot_at` is the instant of the slot; an "ok" before it acknowledges, after it reports.
    """

    context: str
    items: tuple[Item, ...]
    closes_at: datetime
    slot_at: datetime | None = None


@dataclass(frozen=True)
class Text:
    """What to write: a template's name and its variables."""

    template: str
    variables: dict[str, str] = field(default_factory=dict)


def put(
    text: Text,
    *,
    to: Person,
    topic: str,
    purpose: str,
    about: str,
    now: datetime,
    expires_at: datetime,
    step: int = 1,
    urgent: bool = False,
    ask: Ask | None = None,
    answers: Inbound | None = None,
) -> Message:
    """Put `text` into the outbox once: a second call with the same purpose, about, person and step returns the first.

    Raises `NoTextChannelError` when nothing can be sent to the person. With `ask`, opens the prompt and
    supersedes the person's older one of the same topic.
    """
    raise NotImplementedError
