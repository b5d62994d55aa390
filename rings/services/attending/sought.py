"""Whoever cannot is told that the turn is theirs until another has said yes, and then who has."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from notifications.models import PromptItem
from notifications.services.outbox import Ask, Item, NoTextChannelError, Text, put
from notifications.topics import Outcome
from people.models import Person
from rings.models import Assignment, Occurrence
from rings.rules.times import answers_close_at

TOPIC = "rings_sought"
FOUND = "stand_in_found"
SOON = timedelta(hours=3)


def is_sought_for(person: Person, occurrence: Occurrence) -> bool:
    """Tell whether somebody is looked for who takes over what `person` is still responsible for."""
    duties = occurrence.assignments.all()
    return any(d.person_id == person.pk and d.state == Assignment.State.SEEKING for d in duties)


def cannot_received(person: Person, occurrences: Sequence[Occurrence]) -> Outcome:
    """Return the answer to `person`, for whom somebody is looked for in `occurrences`."""
    ask = Ask(
        context="sought",
        items=tuple(Item(o.about, o.receiver.first_name) for o in occurrences),
        closes_at=answers_close_at(max(o.ends_at for o in occurrences)),
    )
    thanks = {"first_name": person.first_name}
    return Outcome("cannot_received", thanks, ask=ask, ask_topic=TOPIC)


def tell_found(released: Assignment, person: Person, now: datetime) -> None:
    """Tell whoever had the duty `released` that `person` has it now, if they were told to wait for that."""
    occurrence = released.occurrence
    waits = PromptItem.objects.filter(
        about=occurrence.about, prompt__person=released.person_id, prompt__topic=TOPIC
    )
    if not waits.exists():
        return
    office = occurrence.association
    variables = {
        "first_name": released.person.first_name,
        "other_name": person.first_name,
        "help_phone": office.phone,
        "office": office.short_name,
    }
    with suppress(NoTextChannelError):  # nothing hangs on it
        put(
            Text(FOUND, variables),
            to=released.person,
            topic="",
            purpose=FOUND,
            about=f"assignment:{released.pk}",
            now=now,
            expires_at=max(now, occurrence.starts_at) + SOON,
            urgent=occurrence.starts_at - now < SOON,
        )
