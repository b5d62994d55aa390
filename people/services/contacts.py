"""Relatives, neighbours and key holders, in the order in which the resident wants them rung."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Contact, Resident
from people.services.numbers import read_number
from people.services.trail import note_change

NOTHING_GIVEN = _("Write at least a name, a relation or a telephone number.")


@transaction.atomic
def add_contact(
    resident: Resident,
    *,
    by: Actor,
    now: datetime,
    name: str = "",
    relation: str = "",
    phone: str = "",
    has_key: bool = False,
    note: str = "",
) -> Contact:
    """Add a contact to the end of the list. `phone` is as written; refused when it is no number."""
    if not (name or relation or phone):
        raise RefusedError(NOTHING_GIVEN, field="name")
    last = resident.contacts.aggregate(last=Max("position"))["last"] or 0
    contact = Contact.objects.create(
        resident=resident,
        position=last + 1,
        name=name,
        relation=relation,
        phone=read_number(phone).number if phone else "",
        has_key=has_key,
        note=note,
    )
    note_change(resident.person, "contact added", by=by, now=now)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: Actor, now: datetime) -> None:
    """Forget a contact."""
    note_change(contact.resident.person, "contact removed", by=by, now=now)
    contact.delete()


@transaction.atomic
def move_contact(contact: Contact, steps: int, *, by: Actor, now: datetime) -> int:
    """Move a contact `steps` places (negative: rung earlier) and return its new place from 1."""
    ordered = list(contact.resident.contacts.all())
    place = ordered.index(contact)
    ordered.insert(min(max(place + steps, 0), len(ordered) - 1), ordered.pop(place))
    for position, each in enumerate(ordered, start=1):
        Contact.objects.filter(pk=each.pk).update(position=position)
    note_change(contact.resident.person, "contacts put in order", by=by, now=now)
    return ordered.index(contact) + 1
