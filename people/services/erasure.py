"""Forgetting one person (GDPR article 17): what says who they were goes, what only counts stays."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from people.changes import announce
from people.machine import RESIDENT
from people.models import ImportBatch, ImportChange, Person, Resident
from people.portability import holdings
from people.services.numbers import forget_if_nobodys
from people.services.trail import note_change
from people.target_groups import group_of


@transaction.atomic
def erase_person(person: Person, *, by: Actor, now: datetime) -> Person:
    """Erase who `person` was: names, numbers, home, likes, notes, contacts, and what came with registers.

    Their municipality, states, wishes, consents (without wording of theirs) and duties stay, so that
    counts do not change. Everything planned for them ends with it. Cannot be undone.
    Raises `RefusedError` when an app has something to settle first, such as money owed; nothing is erased then.
    """
    person.refresh_from_db()  # what goes is what stands there now
    if person.erased_at:
        return person
    for holding in holdings():
        holding.erase(person, by, now)
    _erase_resident(person, by, now)
    _erase_numbers(person)
    _erase_imports(person)
    person.absences.update(note="")
    person.views.all().delete()
    blank = ("first_name", "last_name", "village", "address", "email", "gender")
    empty = ("birth_year", "latitude", "longitude")
    Person.objects.filter(pk=person.pk).update(
        other_languages=[],
        interests=[],
        erased_at=now,
        # Counts go by age where no group was told, and the year of birth goes now.
        target_group=group_of(person.target_group, person.birth_year, local_date(now).year),
        **dict.fromkeys(blank, ""),
        **dict.fromkeys(empty),
    )
    note_change(person, "erased", by=by, now=now)
    person.refresh_from_db()
    # Told when it is so: a plan asks anew who is barred.
    announce(person, "ended", by=by, now=now)
    return person


def _erase_resident(person: Person, by: Actor, now: datetime) -> None:
    resident = Resident.objects.filter(person=person).first()
    if resident is None:
        return
    if RESIDENT.allows(resident.state, "end"):
        move(resident, RESIDENT, "end", by=by, now=now, reason="erased")
    resident.contacts.all().delete()
    Resident.objects.filter(pk=resident.pk).update(
        notes=None, referred_by="", call_time=None, wished_gender="", home=[]
    )


def _erase_numbers(person: Person) -> None:
    for held in person.numbers.select_related("number"):
        held.delete()
        forget_if_nobodys(held.number)


def _erase_imports(person: Person) -> None:
    """Blank the readings that named the person; their batches can no longer be undone."""
    batches = ImportBatch.objects.filter(
        changes__model="people.person", changes__object_id=person.pk
    )
    ids = list(batches.values_list("pk", flat=True))
    ImportChange.objects.filter(batch__in=ids).delete()
    ImportBatch.objects.filter(pk__in=ids).update(reading=None, content=None)
