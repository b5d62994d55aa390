"""Everything that is held of one person, for them to have (GDPR articles 15 and 20)."""

from datetime import datetime
from typing import Any

from django.db import models
from django.forms.models import model_to_dict

from directory.actors import Actor
from directory.models import AuditEntry, User
from people.models import Contact, Person, Resident
from people.portability import holdings
from people.services.access import log_view
from people.services.trail import SUBJECT, note_change


def export_person(person: Person, *, user: User, by: Actor, now: datetime) -> dict[str, Any]:
    """Return all data of `person` as JSON values (dates still as dates), and log who took it."""
    log_view(user, person, "export", now)
    note_change(person, "exported", by=by, now=now)
    return {
        "exported_at": now,
        "person": plain_row(person) | {"municipality": str(person.municipality)},
        "numbers": [
            plain_row(held.number) | {"note": held.note}
            for held in person.numbers.select_related("number")
        ],
        "consents": [plain_row(row) for row in person.consents.all()],
        "absences": [plain_row(row) for row in person.absences.all()],
        **_resident_part(person),
        **{holding.name: holding.export(person) for holding in holdings()},
        "views": [
            {"at": row.at, "by": str(row.user or ""), "what": row.what}
            for row in person.views.select_related("user")
        ],
        "changes": list(
            AuditEntry.objects.filter(subject=SUBJECT, subject_id=person.pk).values(
                "at", "event", "reason"
            )
        ),
    }


def plain_row(row: models.Model) -> dict[str, Any]:
    """Return the columns of `row` but its links to other rows."""
    fields = row._meta.get_fields()  # noqa: SLF001  # public in all but name
    links = [field.name for field in fields if field.is_relation]
    return model_to_dict(row, exclude=links)


def _resident_part(person: Person) -> dict[str, Any]:
    resident = Resident.objects.filter(person=person).first()
    if resident is None:
        return {}
    contacts = Contact.objects.filter(resident=resident)
    return {"resident": plain_row(resident) | {"contacts": [plain_row(row) for row in contacts]}}
