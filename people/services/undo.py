"""Undoing a register as a whole: every row back to what it was, or none."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from directory.actors import Actor
from directory.machine import move
from people.errors import RefusedError
from people.ledger import columns
from people.machine import IMPORT
from people.models import AccessLog, ImportBatch, ImportChange, PhoneNumber
from people.services.numbers import forget_if_nobodys

NAMED_AT_MOST = 5

Rows = dict[int, models.Model]


@transaction.atomic
def undo(batch: ImportBatch, *, by: Actor, now: datetime) -> ImportBatch:
    """Take back everything that `batch` wrote.

    Raises `RefusedError`, naming whom, when somebody it brought has duties or was changed since.
    """
    move(batch, IMPORT, "undo", by=by, now=now)
    changes = list(batch.changes.all())
    if not changes and batch.created_count:
        raise RefusedError(_("Somebody of this register was erased. It cannot be undone any more."))
    reasons = [reason for change in reversed(changes) if (reason := _put_back(change))]
    added: dict[str, list[ImportChange]] = defaultdict(list)
    for change in changes:
        if change.before is None:
            added[change.model].append(change)
    rows = {model: _rows_of(model, made) for model, made in added.items()}
    for model, made in added.items():
        reasons += _edited(rows[model], made)
        reasons += _in_use(model, rows)
    if reasons:
        raise RefusedError(_why_not(reasons))
    _delete(rows)
    batch.changes.all().delete()
    batch.reading = None
    batch.save(update_fields=["reading"])
    return batch


def _put_back(change: ImportChange) -> str:
    """Restore the columns of a row that was here before; return why it cannot be, or nothing."""
    if change.before is None:
        return ""
    model = apps.get_model(change.model)
    row = model._default_manager.filter(pk=change.object_id).first()
    if row is None:
        return _("a row is gone")
    now_is = columns(row)
    if any(now_is[name] != value for name, value in change.after.items()):
        return _("%(who)s was changed since") % {"who": row}
    for field in row._meta.concrete_fields:
        if field.attname in change.before:
            setattr(row, field.attname, field.to_python(change.before[field.attname]))
    row.save(update_fields=list(change.before))
    return ""


def _rows_of(model: str, made: Iterable[ImportChange]) -> Rows:
    manager = apps.get_model(model)._default_manager
    rows: Rows = manager.in_bulk([change.object_id for change in made])
    return rows


def _edited(rows: Rows, made: Iterable[ImportChange]) -> list[str]:
    """Name the added rows that are gone or no longer as the batch left them; numbers may be used."""
    reasons = []
    for change in made:
        row = rows.get(change.object_id)
        if isinstance(row, PhoneNumber):
            continue
        if row is None or columns(row) != change.after:
            reasons.append(_("%(who)s was changed since") % {"who": row or change.model})
    return reasons


def _in_use(model: str, rows: dict[str, Rows]) -> list[str]:
    """Name the added rows to which somebody has since tied something: a duty, a ring, an absence."""
    if apps.get_model(model) is PhoneNumber:
        return []
    reasons = []
    for link in apps.get_model(model)._meta.related_objects:
        other: Any = link.related_model
        if other is AccessLog:
            continue
        own = rows.get(other._meta.label_lower, {})
        tied: Any = other._default_manager.filter(**{f"{link.field.name}__in": rows[model]})
        for row in tied.exclude(pk__in=own):
            who, what = getattr(row, link.field.name), other._meta.verbose_name_plural
            reasons.append(_("%(who)s has %(what)s") % {"who": who, "what": what})
    return reasons


def _why_not(reasons: list[str]) -> str:
    named = list(dict.fromkeys(reasons))
    more = len(named) - NAMED_AT_MOST
    shown = "; ".join(named[:NAMED_AT_MOST]) + (f" (+{more})" if more > 0 else "")
    return _("It cannot be undone: %(reasons)s. Nothing was changed.") % {"reasons": shown}


def _delete(rows: dict[str, Rows]) -> None:
    """Delete the added rows, the last kind first; numbers only when they are nobody's now."""
    numbers: list[models.Model] = []
    for model, made in reversed(rows.items()):
        if apps.get_model(model) is PhoneNumber:
            numbers += made.values()
            continue
        apps.get_model(model)._default_manager.filter(pk__in=made).delete()
    for number in numbers:
        if isinstance(number, PhoneNumber):
            forget_if_nobodys(number)
