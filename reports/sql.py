"""Definitions in the names of the database: which table, which column, which values."""

from django.apps import apps
from django.db import models

from reports.definitions import How, Rows, Span

FIRST_DAY, DAY_AFTER = ":first_day", ":day_after_last"
# Where nobody said how long a turn took and no request did: a call, a visit, and so on usually take so long.
USUAL = ":usual_minutes"


def column_of(model: type[models.Model], path: str) -> tuple[str, str]:
    """Return (table, column) to which `path` leads from `model`.

    Raises `FieldDoesNotExist` when it leads nowhere.
    """
    *steps, last = path.split("__")
    for step in steps:
        model = _other_end(model._meta.get_field(step))
    field = model._meta.get_field(last)
    if not isinstance(field, models.Field):  # a link that stands in the other table
        model, field = _other_end(field), field.remote_field
    return model._meta.db_table, str(field.column)


def model_of(rows: Rows) -> type[models.Model]:
    """Return the model whose rows these are."""
    return apps.get_model(rows.model)


def paths_of(rows: Rows) -> list[str]:
    """Return every path that `rows` names."""
    pairs = [path for pair in rows.different for path in pair]
    found = [rows.day, rows.place, *rows.states, *rows.never, *rows.filled, *pairs, *rows.told]
    return [path for path in found if path]


def sql_of(rows: Rows) -> list[str]:
    """Return the lines of the query that `rows` stand for, joins left out: its columns say the tables."""
    names = {path: _name(rows, path) for path in paths_of(rows)}
    tables = {name.partition(".")[0] for name in names.values()}
    base = model_of(rows)._meta.db_table
    conditions = [
        *(f"{names[path]} {_among(values)}" for path, values in rows.states.items()),
        *(f"{names[path]} {_not_among(values)}" for path, values in rows.never.items()),
        *(f"{names[path]} IS NOT NULL" for path in rows.filled),
        *(f"{names[left]} <> {names[right]}" for left, right in rows.different),
        *_days(rows.span, names[rows.day]),
    ]
    return [
        f"SELECT {_counted(rows.how, [names[path] for path in rows.told])}",
        f"FROM {', '.join([base, *sorted(tables - {base})])}",
        f"WHERE {conditions[0]}",
        *(f"  AND {condition}" for condition in conditions[1:]),
        *([f"GROUP BY {names[rows.place]}"] if rows.place else []),
    ]


def _counted(how: How, told: list[str]) -> str:
    value = told[0] if len(told) == 1 else f"COALESCE({', '.join([*told, USUAL])})"
    counted = {
        How.ROWS: "COUNT(*)",
        How.DIFFERENT: f"COUNT(DISTINCT {value})",
        How.SUM: f"SUM({value})",
        How.FIRST: value,
    }
    return counted[how]


def _days(span: Span, day: str) -> list[str]:
    if span == Span.WITHIN:
        return [f"{day} >= {FIRST_DAY}", f"{day} < {DAY_AFTER}"]
    return [f"{day} {'<' if span == Span.UNTIL else '>='} {DAY_AFTER}"]


def _name(rows: Rows, path: str) -> str:
    return ".".join(column_of(model_of(rows), path))


def _among(values: tuple[str, ...]) -> str:
    return f"= '{values[0]}'" if len(values) == 1 else f"IN ({_listed(values)})"


def _not_among(values: tuple[str, ...]) -> str:
    return f"<> '{values[0]}'" if len(values) == 1 else f"NOT IN ({_listed(values)})"


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _other_end(field: object) -> type[models.Model]:
    found: type[models.Model] = field.related_model  # type: ignore[attr-defined]  # a link, or it fails
    return found
