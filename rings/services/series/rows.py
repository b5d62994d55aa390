"""Writing a year of planned contacts at once: rows instead of instances, and what is there already is left.

An instance with two dozen columns costs more than the row itself. Conflicts with a constraint are ignored, so
that a second worker's rows change nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection, models

from rings.models import Assignment, Occurrence, Ring
from rings.services.series.wanted import Key, Planned

_OF_RING = ("ring", "kind", "municipality", "association")
_OF_DUE = (
    "rule",
    "receiver",
    "nominal_date",
    "round",
    "wall_time",
    "zone",
    "span",
    "starts_at",
    "ends_at",
    "due_at",
)
_KEY = ("ring", "nominal_date", "receiver", "round")
_OF_DUTY = ("person", "origin", "state", "created_at", "reason")


def insert_planned(
    rings: Mapping[int, Ring], planned: Mapping[Key, Planned], now: datetime
) -> None:
    """Insert `planned` (by key, each of one of `rings` by number), with the duty of each helper."""
    # By the hour: so the rows of one date lie together in the indexes that begin with it.
    in_order = sorted(planned.items(), key=lambda item: item[1].starts_at)
    _insert_occurrences(rings, in_order)
    _insert_duties(in_order, now)


def _insert_occurrences(rings: Mapping[int, Ring], planned: Iterable[tuple[Key, Planned]]) -> None:
    same = _defaults(Occurrence, but={*_OF_RING, *_OF_DUE})
    before = _Row(Occurrence, (*same, *_OF_RING))
    common = {
        pk: before.of((*same.values(), pk, r.kind, r.municipality_id, r.association_id))
        for pk, r in rings.items()
    }
    row = _Row(Occurrence, _OF_DUE)
    names = (*same, *_OF_RING, *_OF_DUE)
    places = ", ".join(["%s"] * len(names))
    _run(
        f"{_into(Occurrence, names)} VALUES ({places}) ON CONFLICT DO NOTHING",
        (common[key[0]] + row.of(_of_due(p)) for key, p in planned),
    )


def _of_due(planned: Planned) -> tuple[Any, ...]:
    due = planned.due
    return (
        due.rule_id,
        due.receiver_id,
        planned.day,
        due.round,
        due.wall_time,
        due.zone,
        due.span,
        planned.starts_at,
        planned.ends_at,
        planned.due_at,
    )


def _insert_duties(planned: Iterable[tuple[Key, Planned]], now: datetime) -> None:
    """Give each planned contact to its helper; it is found by its key."""
    state, origin = Assignment.State.HELD.value, Assignment.Origin.RING.value
    found = " AND ".join(f"{_column(Occurrence, name)} = %s" for name in _KEY)
    chosen = f"SELECT id, %s, %s, %s, %s, %s FROM {_table(Occurrence)} WHERE {found}"  # noqa: S608  # our own names
    same = _Row(Assignment, _OF_DUTY[1:]).of((origin, state, now, ""))
    key_row = _Row(Occurrence, _KEY)
    _run(
        f"{_into(Assignment, ('occurrence', *_OF_DUTY))} {chosen} ON CONFLICT DO NOTHING",
        ((p.due.helper_id, *same, *key_row.of(key)) for key, p in planned if p.due.helper_id),
    )


def _defaults(model: type[models.Model], but: set[str]) -> dict[str, Any]:
    """Return what stands in the columns not named in `but`, those that may stay empty aside."""
    rest = [f for f in model._meta.concrete_fields if not f.primary_key and f.name not in but]
    return {f.name: f.get_default() for f in rest if f.get_default() is not None}


class _Row:
    """Turns the values of some columns into what the database wants."""

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        self._adapts = [_adapter(model, name) for name in names]

    def of(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Return `values`, one for each column, as parameters."""
        return tuple(
            [
                adapt(value) if adapt else value
                for adapt, value in zip(self._adapts, values, strict=True)
            ]
        )


def _adapter(model: type[models.Model], name: str) -> Any:
    """Return how a value of the column is adapted, each different one once; None: it is given as it is."""
    field = _field(model, name)
    if isinstance(field, models.DateTimeField | models.DateField | models.TimeField):
        return lru_cache(maxsize=None)(lambda value: field.get_db_prep_save(value, connection))
    return None


def _run(sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))


def _into(model: type[models.Model], names: Iterable[str]) -> str:
    columns = ", ".join(_column(model, name) for name in names)
    return f"INSERT INTO {_table(model)} ({columns})"


def _column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101  # a column, not a relation that points here
    return field


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
