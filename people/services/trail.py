"""The change log of a person: what was changed, when and by whom, without the values."""

from datetime import datetime

from directory.actors import Actor
from directory.models import AuditEntry
from people.models import Person

SUBJECT = "person"


def note_change(person: Person, event: str, *, by: Actor, now: datetime, what: str = "") -> None:
    """Write one line to the person's change log. `what` names columns, never what stood in them."""
    AuditEntry.objects.record(
        subject=SUBJECT,
        subject_id=person.pk,
        event=event,
        before="",
        after="",
        reason=what[:200],
        by=by,
        at=now,
    )
