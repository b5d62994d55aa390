"""What this app holds of a person: for the export that they ask for, and for their erasure."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from people.portability import RowReader, worded_row
from volunteers.machine import VOLUNTEER
from volunteers.models import Preference, Volunteer


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
    Volunteer.objects.filter(pk=volunteer.pk).update(
        notes=None, availability_note="", capacity=None, radius_km=None, avoids=[]
    )


def export_wishes(person: Person, row: RowReader) -> list[dict[str, Any]]:
    """Return the wishes about `person` and somebody else; of those that others said not their words, nor who.

    That another does not want their company is theirs to tell: the office gives out what it may.
    """
    wishes = Preference.objects.filter(_about(person)).select_related("resident", "volunteer")
    return [_wish(wish, person, row) for wish in wishes]


def _wish(wish: Preference, person: Person, row: RowReader) -> dict[str, Any]:
    said_by_resident = wish.said_by == Preference.SaidBy.RESIDENT
    said_by_volunteer = wish.said_by == Preference.SaidBy.VOLUNTEER
    if said_by_resident and wish.resident_id == person.pk:
        return _with_name(row, wish, wish.volunteer)
    if said_by_volunteer and wish.volunteer_id == person.pk:
        return _with_name(row, wish, wish.resident)
    wish.note = None
    return row(wish)


def _with_name(row: RowReader, wish: Preference, other: Person) -> dict[str, Any]:
    name = gettext("About whom") if row is worded_row else "about"
    return {name: str(other)} | row(wish)


def erase_wishes(person: Person, by: Actor, now: datetime) -> None:
    """Delete the wishes that had `person` on either side: they say nothing without them."""
    Preference.objects.filter(_about(person)).delete()


def _about(person: Person) -> Q:
    return Q(resident=person) | Q(volunteer=person)
