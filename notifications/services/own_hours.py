"""The hours in which one person wants texts."""

from datetime import datetime, time

from django.db import transaction

from directory.actors import Actor
from directory.models import AuditEntry
from directory.services.settings import change_setting
from notifications.models import PersonHours
from people.models import Person


def hours_of(person: Person) -> PersonHours | None:
    """Return the hours of `person`, or None: the usual ones."""
    return PersonHours.objects.filter(person=person).first()


def set_hours(
    person: Person, opens: time | None, closes: time | None, *, by: Actor, now: datetime
) -> PersonHours | None:
    """Have texts to `person` wait outside of these hours; without them, as everybody's do."""
    hours = hours_of(person)
    if opens is None or closes is None:
        if hours is not None:
            _forget(hours, by, now)
        return None
    hours = hours or PersonHours(person=person)
    hours.opens, hours.closes = opens, closes
    change_setting(hours, changed=["opens", "closes"], by=by, now=now)
    return hours


def _forget(hours: PersonHours, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        AuditEntry.objects.record(
            subject="personhours",
            subject_id=hours.pk,
            event="removed",
            before="",
            after="",
            reason="",
            by=by,
            at=now,
        )
        hours.delete()
