"""What is known of a person or of one of their sides, changed column by column, with a line in the log."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import models

from directory.actors import Actor
from people.models import Person
from people.services.trail import note_change


def known(fields: Mapping[str, Any], changeable: Collection[str]) -> dict[str, Any]:
    """Return those of `fields` that may be set."""
    return {name: value for name, value in fields.items() if name in changeable}


def change_facts(
    row: models.Model,
    person: Person,
    fields: Mapping[str, Any],
    changeable: Collection[str],
    *,
    by: Actor,
    now: datetime,
) -> list[str]:
    """Set those of `fields` that are `changeable` on `row` of `person`.

    Returns the names of those that were different before. Runs in the caller's transaction.
    """
    stored = type(row)._default_manager.get(pk=row.pk)
    wanted = known(fields, changeable)
    changed = [name for name, value in wanted.items() if getattr(stored, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, wanted[name])
        row.save(update_fields=changed)
        note_change(person, "changed", by=by, now=now, what=", ".join(changed))
    return changed
