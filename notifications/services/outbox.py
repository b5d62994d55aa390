"""Putting a text into the outbox: the one way a message comes to be."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from directory.models import User
from notifications import texts
from notifications.models import Inbound, Message
from notifications.services import prompts, wording
from notifications.services.numbers import number_for, staff_number
from notifications.services.prompts import Ask, Item, Opening
from notifications.services.stopping import is_silenced
from people.models import Person, PhoneNumber

__all__ = ["Ask", "Item", "NoTextChannelError", "Text", "put", "put_to_number", "put_to_staff"]


class NoTextChannelError(Exception):
    """The person has no number that takes texts, or has asked for no more: phone instead."""


@dataclass(frozen=True)
class Text:
    """What to write: a template's name and its variables."""

    template: str
    variables: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Key:
    """What makes a message one: a second `put` with the same key returns the first message."""

    purpose: str
    about: str
    step: int


@dataclass(frozen=True)
class Letter:
    """A text for a person with all that the outbox must know of it; see `put`."""

    text: Text
    to: Person
    topic: str
    key: Key
    expires_at: datetime
    urgent: bool = False
    ask: Ask | None = None
    answers: Inbound | None = None
    not_before: datetime | None = None


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
    not_before: datetime | None = None,
) -> Message:
    """Put `text` into the outbox once: the same purpose, about, person and step again return the first.

    It goes at once, or when `not_before` has come: until then it can be taken back (`take_back`).

    Raises `NoTextChannelError` when nothing can be sent to the person. With `ask`, opens the prompt and
    supersedes the person's older one of the same topic. An answer to a text goes to the number it came from.
    """
    key = Key(purpose, about, step)
    return put_letter(
        Letter(text, to, topic, key, expires_at, urgent, ask, answers, not_before), now
    )


def put_letter(letter: Letter, now: datetime) -> Message:
    """Put `letter` into the outbox as `put` does."""
    found = _find(letter.key, person=letter.to)
    if found:
        return found
    number = number_for(letter.to, letter.answers)
    if number is None or is_silenced(number, letter.key.purpose):
        raise NoTextChannelError(f"person {letter.to.pk} has no number that takes texts")
    return _insert(draft(letter, number, now), letter.key, letter.ask)


def draft(letter: Letter, number: PhoneNumber, now: datetime) -> Message:
    """Return the unsaved message of `letter` to `number`, with its words rendered and its parts counted."""
    person = letter.to
    message = _draft(
        letter.text, letter.key, number, person.language, letter.topic, now, letter.expires_at
    )
    message.person = person
    message.urgent = letter.urgent
    message.answers = letter.answers
    message.due_at = max(now, letter.not_before or now)
    return message


def put_to_number(
    text: Text,
    *,
    number: PhoneNumber,
    language: str,
    purpose: str,
    about: str,
    now: datetime,
    expires_at: datetime,
    step: int = 1,
    urgent: bool = False,
    topic: str = "",
    answers: Inbound | None = None,
) -> Message:
    """Put `text` into the outbox once for a bare `number`: an unknown sender or a colleague.

    Raises `NoTextChannelError` when it takes no texts, or its holder has asked for no more.
    """
    key = Key(purpose, about, step)
    found = _find(key, number=number)
    if found:
        return found
    takes_none = number.takes_sms == PhoneNumber.TakesSms.NO and answers is None
    if takes_none or is_silenced(number, purpose):
        raise NoTextChannelError(f"number {number.pk} takes no texts")
    message = _draft(text, key, number, language, topic, now, expires_at)
    message.urgent = urgent
    message.answers = answers
    return _insert(message, key, None)


def put_to_staff(
    text: Text,
    *,
    to: User,
    topic: str,
    purpose: str,
    about: str,
    now: datetime,
    expires_at: datetime,
    step: int = 1,
) -> Message:
    """Alert a colleague on their own telephone, at any hour.

    Raises `NoTextChannelError` when the colleague has given no number for alerts, or it takes no texts.
    """
    number = staff_number(to)
    if number is None:
        raise NoTextChannelError(f"user {to.pk} has no telephone for alerts")
    return put_to_number(
        text,
        number=number,
        language=to.language,
        topic=topic,
        purpose=purpose,
        about=about,
        now=now,
        expires_at=expires_at,
        step=step,
        urgent=True,
    )


def _find(
    key: Key, *, person: Person | None = None, number: PhoneNumber | None = None
) -> Message | None:
    """Return the message that already has `key`, of a person or else of a bare number."""
    same = Message.objects.filter(purpose=key.purpose, about=key.about, step=key.step)
    if person is not None:
        return same.filter(person=person).first()
    return same.filter(person__isnull=True, number=number).first()


def _draft(
    text: Text,
    key: Key,
    number: PhoneNumber,
    language: str,
    topic: str,
    now: datetime,
    expires_at: datetime,
) -> Message:
    """Return the unsaved message with its words rendered and its parts counted."""
    spec = texts.spec(text.template)
    body = wording.render(text.template, language, text.variables)
    return Message(
        topic=topic,
        purpose=key.purpose,
        about=key.about,
        step=key.step,
        number=number,
        template=text.template,
        language=language,
        body=body,
        parts=texts.count(body).parts,
        two_way=spec.two_way,
        can_wait=spec.can_wait,
        due_at=now,
        expires_at=expires_at,
        created_at=now,
    )


def _insert(message: Message, key: Key, ask: Ask | None) -> Message:
    """Save `message` and open its prompt; when another worker was first, return theirs."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
            if ask is not None and message.person is not None:
                prompts.open_all([Opening(message, message.person, ask)], message.created_at)
    except IntegrityError:
        person = message.person
        found = _find(key, person=person, number=None if person else message.number)
        if found is None:
            raise
        return found
    return message
