"""A kept update: the columns of some rows, changed by a statement that is written once for columns like these."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.db.models.sql import UpdateQuery
from django.db.transaction import mark_for_rollback_on_error

from directory.kept.slots import Slot, filled, is_slot, room, values_of
from directory.kept.words import spelled

Written = tuple[str, list[Any]]

_written: dict[tuple[Any, ...], Written] = {}
# Rows are found by their ids. By its index on the bare column SQLite would look through all rows in that state.
_STATE = Coalesce("state", Value(""))


def update(
    model: type[Model],
    ids: Collection[int],
    columns: Mapping[str, Any],
    *,
    state: str = "",
    **seen: str,
) -> int:
    """Set `columns` in those rows with `ids` that are in `state` (any) and hold what is `seen`; return how many.

    As `QuerySet.update` does; a value is a value or a row, and never reckoned with.
    """
    if not ids:
        return 0
    key = connection.vendor, model, tuple(columns), state, tuple(seen), room(ids)
    if key not in _written:
        rows = model._default_manager.order_by()
        if state:
            rows = rows.filter(Exact(_STATE, Value(state)))
        _written[key] = _statement(rows, list(columns), list(seen), room(ids))
    sql, params = _written[key]
    fields = model._meta
    values = [_saved(fields.get_field(name), value) for name, value in columns.items()]
    values += values_of([*seen.values(), list(ids)], connection.ops)
    with mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
        cursor.execute(sql, filled(params, values))
        changed: int = cursor.rowcount
    return changed


def _statement(
    rows: QuerySet[Any], columns: Collection[str], seen: Collection[str], places: int
) -> Written:
    conditions: dict[str, Any] = {
        name: Slot(place) for place, name in enumerate(seen, start=len(columns))
    }
    conditions["pk__in"] = Slot(len(columns) + len(seen), places)
    query: Any = rows.filter(**conditions).query.chain(UpdateQuery)
    query.add_update_values({name: Slot(place) for place, name in enumerate(columns)})
    sql, params = query.get_compiler(connection=connection).as_sql()
    return spelled(sql, params, is_slot)


def _saved(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value.pk if isinstance(value, Model) else value, connection)
