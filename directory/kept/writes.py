"""A kept update: the columns of some rows, changed by a statement that is written once for columns like these."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import UpdateQuery
from django.db.transaction import mark_for_rollback_on_error

from directory.kept.slots import Slot, filled, room, values_of

Written = tuple[str, list[Any]]

_written: dict[tuple[Any, ...], Written] = {}


def update(
    model: type[Model], ids: Collection[int], columns: Mapping[str, Any], **seen: str
) -> int:
    """Set `columns` in those rows with `ids` in which the columns `seen` hold what they say; return how many.

    As `QuerySet.update` does; a value is a value or a row, and never reckoned with.
    """
    if not ids:
        return 0
    key = connection.vendor, model, tuple(columns), tuple(seen), room(ids)
    if key not in _written:
        _written[key] = _statement(model, list(columns), list(seen), room(ids))
    sql, params = _written[key]
    fields = model._meta
    values = [_saved(fields.get_field(name), value) for name, value in columns.items()]
    values += values_of([*seen.values(), list(ids)], connection.ops)
    with mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
        cursor.execute(sql, filled(params, values))
        changed: int = cursor.rowcount
    return changed


def _statement(
    model: type[Model], columns: Collection[str], seen: Collection[str], places: int
) -> Written:
    conditions: dict[str, Any] = {
        name: Slot(place) for place, name in enumerate(seen, start=len(columns))
    }
    conditions["pk__in"] = Slot(len(columns) + len(seen), places)
    rows = model._default_manager.filter(**conditions).order_by()
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values({name: Slot(place) for place, name in enumerate(columns)})
    sql, params = query.get_compiler(connection=connection).as_sql()
    return sql, list(params)


def _saved(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value.pk if isinstance(value, Model) else value, connection)
