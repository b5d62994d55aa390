"""Adding a person and changing what is known of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from directory.actors import Actor
from people.models import Person
from people.services.facts import change_facts, known
from people.services.trail import note_change

CHANGEABLE = frozenset(
    {
        "first_name",
        "last_name",
        "birth_year",
        "language",
        "other_languages",
        "municipality",
        "village",
        "address",
        "latitude",
        "longitude",
        "gender",
        "target_group",
        "interests",
        "email",
    }
)


@transaction.atomic
def add_person(fields: Mapping[str, Any], *, by: Actor, now: datetime) -> Person:
    """Add a person with `fields` (of `CHANGEABLE`); their sides are added by other use cases."""
    person = Person.objects.create(created_at=now, **known(fields, CHANGEABLE))
    note_change(person, "added", by=by, now=now)
    return person


@transaction.atomic
def change_person(
    person: Person, fields: Mapping[str, Any], *, by: Actor, now: datetime
) -> list[str]:
    """Set `fields` and return the names of those that were different before."""
    return change_facts(person, person, fields, CHANGEABLE, by=by, now=now)


def possible_twins(first_name: str, last_name: str, birth_year: int | None) -> list[Person]:
    """Return people of that name already here whose birth year does not speak against it."""
    same_name = Q(first_name__iexact=first_name, last_name__iexact=last_name) | Q(
        first_name__iexact=last_name, last_name__iexact=first_name
    )
    people = Person.objects.current().filter(same_name)
    if birth_year is not None:
        people = people.filter(Q(birth_year=birth_year) | Q(birth_year__isnull=True))
    return list(people)
