"""What is held of a person in worries: read out when they ask for it, erased when they ask to be forgotten."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from people.portability import RowReader
from rings.machines import CONCERN
from rings.models import Concern, ConcernNote

# Stands where the words were: the encrypted column cannot be empty.
ERASED = "–"


def export_concerns(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return when a worry about `person` was opened, how it was dealt with and how it ended.

    Not the words: whoever makes the export may not be one of their readers, and they may be another person's
    confidence. The one in charge gives them out.
    """
    return [row(_without_words(concern)) for concern in person.concerns.order_by("raised_at", "pk")]


def erase_concerns(person: Person, by: Actor, now: datetime) -> None:
    """Blank the words, close what is open, forget who told; the rows stay, so counts do not change."""
    for concern in person.concerns.exclude(state=Concern.State.CLOSED):
        closing = Concern.Closing.ERASED
        changes = {"closing": closing, "due_at": None, "closed_at": now}
        move(concern, CONCERN, "erase", by=by, now=now, reason=closing, **changes)
    ConcernNote.objects.filter(concern__person=person).update(text=ERASED)
    person.concerns.update(what=ERASED)
    Concern.objects.filter(raised_by=person).update(raised_by=None)


def _without_words(concern: Concern) -> Concern:
    concern.what = ""
    return concern
