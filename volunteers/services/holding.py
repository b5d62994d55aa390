"""What this app holds of a person: for the export that they ask for, and for their erasure."""

from datetime import datetime
from typing import Any

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from people.portability import RowReader
from volunteers.machine import VOLUNTEER
from volunteers.models import Volunteer


def export_volunteer(person: Person, row: RowReader) -> dict[str, Any] | None:
    """Return the volunteer's side of `person`, their free hours and papers shown, or None."""
    volunteer = Volunteer.objects.filter(person=person).first()
    if volunteer is None:
        return None
    return row(volunteer) | {
        "windows": [row(each) for each in volunteer.windows.all()],
        "credentials": [row(each) for each in volunteer.credentials.all()],
    }


def erase_volunteer(person: Person, by: Actor, now: datetime) -> None:
    """Have the volunteer leave, and forget what was written of them in words."""
    volunteer = Volunteer.objects.filter(person=person).first()
    if volunteer is None:
        return
    if VOLUNTEER.allows(volunteer.state, "leave"):
        move(volunteer, VOLUNTEER, "leave", by=by, now=now, reason="erased")
    volunteer.windows.all().delete()
    Volunteer.objects.filter(pk=volunteer.pk).update(notes=None, availability_note="")
