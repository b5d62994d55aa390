"""A kept query: a function that writes it in Django's words becomes one that returns its rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, TypeVar, TypeVarTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, get_related_populators
from django.db.transaction import TransactionManagementError

from directory.kept.slots import Shape, filled, is_slot, shape_of, slots_for, values_of
from directory.kept.words import spelled

Asked = TypeVarTuple("Asked")
Row = TypeVar("Row")
Found = Sequence[Any]


class kept(Generic[*Asked, Row]):  # noqa: N801  # read as a word, above a function
    """Turn a function that returns a query into one that returns its rows, and is written once.

    What it is asked with goes into the query as it is, one value a lookup, a list after `__in`: never reckoned
    with, looked into or decided by. Any value that does not depend on it must be the same each time. Rows are
    model instances with what `select_related` joins, or what `values_list` names; held, when the query says so.
    """

    def __init__(self, write: Callable[[*Asked], "QuerySet[Any, Row]"]) -> None:
        self._write = write
        self._written: dict[tuple[str, Shape], _Statement | None] = {}
        update_wrapper(self, write)

    def __call__(self, *asked: *Asked) -> list[Row]:
        shape = shape_of(asked)
        key = connection.vendor, shape
        if key not in self._written:
            self._written[key] = _statement(self._write(*slots_for(shape)))
        statement = self._written[key]
        if statement is None:
            return []
        return statement.rows(values_of(asked, connection.ops))


@dataclass(frozen=True)
class _Statement:
    """A query as SQL, and what makes rows of what it finds. Good for every connection to such a database."""

    sql: str
    params: Sequence[Any]
    is_holding: bool
    made: Callable[[Iterable[Found]], list[Any]]

    def rows(self, values: Sequence[Any]) -> list[Any]:
        """Return what it finds with `values` in its slots."""
        if self.is_holding and connection.get_autocommit():
            raise TransactionManagementError("rows can be held in a transaction only")
        with connection.cursor() as cursor:
            cursor.execute(self.sql, filled(self.params, values))
            found = cursor.fetchall()
        return self.made(found)


def _statement(rows: "QuerySet[Any, Any]") -> _Statement | None:
    """Return the statement for `rows`, or None when there can be none, so that nobody need be asked."""
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]  # noqa: SLF001  # Django has no other word
        raise TypeError("what hangs on the rows of a kept query is read with Hanging")
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    sql, params = spelled(sql, params, is_slot)
    is_holding = rows.query.select_for_update and connection.features.has_select_for_update
    return _Statement(sql, params, is_holding, _maker(rows, compiler))


def _maker(rows: "QuerySet[Any, Any]", compiler: Any) -> Callable[[Iterable[Found]], list[Any]]:
    columns = [column for column, *_rest in compiler.select]
    converters = compiler.get_converters(columns)

    def converted(found: Iterable[Found]) -> Iterable[Found]:
        return compiler.apply_converters(found, converters) if converters else found

    if rows._fields is not None:  # type: ignore[attr-defined]  # Django has no other word
        is_flat = issubclass(rows._iterable_class, FlatValuesListIterable)  # noqa: SLF001  # as above
        pick: Callable[[Found], Any] = (lambda row: row[0]) if is_flat else tuple
        return lambda found: [pick(row) for row in converted(found)]
    instances = _instances(compiler)
    return lambda found: list(instances(converted(found)))


def _instances(compiler: Any) -> Callable[[Iterable[Found]], Iterator[Model]]:
    """Return what makes instances of rows, as Django's own `ModelIterable` does."""
    info, select, alias = compiler.klass_info, compiler.select, connection.alias
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_rest in select[start:end]]
    related = get_related_populators(info, select, alias)  # type: ignore[call-arg]  # of Django 6
    annotated = list((compiler.annotation_col_map or {}).items())

    def instances(found: Iterable[Found]) -> Iterator[Model]:
        for row in found:
            instance = info["model"].from_db(alias, names, row[start:end])
            for joined in related:
                joined.populate(row, instance)
            for name, position in annotated:
                setattr(instance, name, row[position])
            yield instance

    return instances
