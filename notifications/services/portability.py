"""What is held of a person in messages: read out when they ask for it, erased when they ask to be forgotten."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from directory.machine import move
from notifications.machine import INBOUND, PROMPT
from notifications.models import Inbound, Message, PersonHours, Prompt, PromptItem
from notifications.services.numbers import bare_number
from notifications.services.status import advance
from people.models import Person
from people.portability import RowReader

# Stands where a telephone number was.
ERASED = ""


def export_messages(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return the hours for texts and every text to and from `person` as `row` reads it, the oldest first."""
    hours = [row(own) for own in PersonHours.objects.filter(person=person)]
    sent = [(m.created_at, row(m)) for m in Message.objects.filter(person=person)]
    came = [(i.received_at, row(i)) for i in Inbound.objects.filter(person=person)]
    return hours + [text for _at, text in sorted(sent + came, key=lambda pair: pair[0])]


def erase_messages(person: Person, by: Actor, now: datetime) -> None:
    """Stop what still waits for `person` and blank words and numbers; the rows stay, so counts do not change."""
    messages = Message.objects.filter(person=person)
    for message in messages.filter(state__in=["held", "pending"]).select_related("number"):
        advance(message, "cancel", now=now)
    for prompt in Prompt.objects.filter(person=person, state=Prompt.State.OPEN):
        move(prompt, PROMPT, "close", by=by, now=now, reason="erased")
    if by.kind == "staff":
        for inbound in Inbound.objects.filter(person=person, state=Inbound.State.QUEUED):
            move(inbound, INBOUND, "close", by=by, now=now, reason="erased", due_at=None)
    PersonHours.objects.filter(person=person).delete()
    erased = bare_number(ERASED)
    Prompt.objects.filter(person=person).update(number=erased)
    PromptItem.objects.filter(prompt__person=person).update(name="")
    messages.update(body="", number=erased)
    Inbound.objects.filter(person=person).update(body="", sender=ERASED)
