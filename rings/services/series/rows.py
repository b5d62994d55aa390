"""Writing a year of planned contacts at once: rows instead of instances, and what is there already is left.

An instance with two dozen columns costs more than the row itself. Conflicts with a constraint are ignored, so
that a second worker's rows change nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from rings.models import Assignment, Occurrence, Ring
from rings.services.series.wanted import Key, Planned

_KEY = ("ring", "nominal_date", "receiver", "round")


def insert_planned(
    rings: Mapping[int, Ring], planned: Mapping[Key, Planned], now: datetime
) -> None:
    """Insert `planned` (by key, each of one of `rings` by number), with the duty of each helper."""
    # By the hour: so the rows of one date lie together in the indexes that begin with it.
    in_order = sorted(planned.items(), key=lambda item: item[1].starts_at)
    common = {pk: _of_ring(ring) for pk, ring in rings.items()}
    _insert(Occurrence, ({**common[key[0]], **_of_due(p)} for key, p in in_order))
    _insert_duties(in_order, now)


def _of_ring(ring: Ring) -> dict[str, Any]:
    return {
        "ring": ring.pk,
        "kind": ring.kind,
        "municipality": ring.municipality_id,
        "association": ring.association_id,
    }


def _of_due(planned: Planned) -> dict[str, Any]:
    due = planned.due
    return {
        "rule": due.rule_id,
        "receiver": due.receiver_id,
        "nominal_date": planned.day,
        "round": due.round,
        "wall_time": due.wall_time,
        "zone": due.zone,
        "span": due.span,
        "starts_at": planned.starts_at,
        "ends_at": planned.ends_at,
        "due_at": planned.due_at,
    }


def _insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert `rows` (values by field name; a field not named has its default)."""
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    names = [f.name for f in fields]
    adapt = _Adapter(fields)
    default = {f.name: f.get_default() for f in fields}
    columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
    places = ", ".join(["%s"] * len(fields))
    into = f"INSERT INTO {_table(model)} ({columns})"
    sql = f"{into} VALUES ({places}) ON CONFLICT DO NOTHING"
    values = (
        adapt.row([row[name] if name in row else default[name] for name in names]) for row in rows
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(values))


def _insert_duties(planned: Iterable[tuple[Key, Planned]], now: datetime) -> None:
    """Give each planned contact to its helper; it is found by its key."""
    fields = {f.name: f for f in Assignment._meta.concrete_fields if not f.primary_key}
    key_fields = [_field(Occurrence, name) for name in _KEY]
    given = ["person", "origin", "state", "created_at", "reason"]
    adapt = _Adapter([*(fields[name] for name in given), *key_fields])
    quote = connection.ops.quote_name
    columns = ", ".join(quote(fields[name].column) for name in ["occurrence", *given])
    places = ", ".join(["%s"] * len(given))
    found = " AND ".join(f"{quote(f.column)} = %s" for f in key_fields)
    into = f"INSERT INTO {_table(Assignment)} ({columns})"
    chosen = f"SELECT id, {places} FROM {_table(Occurrence)} WHERE {found}"  # noqa: S608  # our own names
    sql = f"{into} {chosen} ON CONFLICT DO NOTHING"
    origin, held = Assignment.Origin.RING.value, Assignment.State.HELD.value
    values = [
        adapt.row([p.due.helper_id, origin, held, now, "", *key])
        for key, p in planned
        if p.due.helper_id is not None
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


class _Adapter:
    """Turns values into what the database wants, each different value of a column once."""

    def __init__(self, fields: "Sequence[models.Field[Any, Any]]") -> None:
        self._columns: list[tuple[models.Field[Any, Any], dict[Any, Any]]] = [
            (field, {}) for field in fields
        ]

    def row(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Return the values of one row as parameters."""
        row = []
        for (field, known), value in zip(self._columns, values, strict=True):
            if value not in known:
                known[value] = field.get_db_prep_save(value, connection)
            row.append(known[value])
        return tuple(row)


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # a column, not a relation that points here
    return field


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
