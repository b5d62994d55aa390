"""Two riders who are not to sit in one car at the same time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Person
from people.services.trail import note_change
from rides.models import Apart

SAME = _("Choose somebody else: this is about two people.")
IS_SO = _("That is written down already.")


@transaction.atomic
def keep_apart(one: Person, other: Person, *, by: Actor, now: datetime) -> Apart:
    """Write down that the two are never in one car together. Plans follow it from now on.

    Raises `RefusedError` when it is about one person, or written down already.
    """
    if one.pk == other.pk:
        raise RefusedError(SAME, field="other")
    first, second = sorted((one, other), key=lambda person: person.pk)
    # Whatever is done with the two at the same moment takes turns.
    Person.objects.select_for_update().get(pk=first.pk)
    apart, is_new = Apart.objects.get_or_create(
        first=first, second=second, defaults={"recorded_at": now}
    )
    if not is_new:
        raise RefusedError(IS_SO)
    for person in (one, other):
        note_change(person, "riders apart", by=by, now=now)
    return apart


@transaction.atomic
def let_together(apart: Apart, *, by: Actor, now: datetime) -> bool:
    """Let the two sit in one car again; tell whether they were kept apart until now."""
    deleted, _by_table = Apart.objects.filter(pk=apart.pk).delete()
    if deleted:
        for person in (apart.first, apart.second):
            note_change(person, "riders together", by=by, now=now)
    return bool(deleted)


def kept_apart_from(person: Person) -> list[tuple[Apart, Person]]:
    """Return each rule about `person` with the other one, by name."""
    rows = Apart.objects.filter(Q(first=person) | Q(second=person))
    pairs = [
        (row, row.second if row.first_id == person.pk else row.first)
        for row in rows.select_related("first__municipality", "second__municipality")
    ]
    return sorted(pairs, key=lambda pair: (pair[1].last_name, pair[1].first_name, pair[1].pk))
