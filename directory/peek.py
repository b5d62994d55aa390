"""Whether anything is due: many small questions in one statement, of which the text is written once a day.

Asked every minute, and mostly answered with "nothing". The tables answer in microseconds; for Django to write a
dozen statements anew each time takes a hundred times as long.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from directory.localtime import local_date

Question = Callable[[datetime, date], "QuerySet[Any]"]
Name = TypeVar("Name", bound=Hashable)
Written = tuple[str, list[Any]]

# Stands for the instant while a statement is written; afterwards the real one takes its place.
_SOME_TIME = datetime(1901, 2, 3, 4, 5, 6, tzinfo=UTC)


class Peek(Generic[Name]):
    """Questions by name: each gives the rows that wait at an instant, of which the local date is given as well.

    A question may use the instant only as it is; what it reckons with it takes from the date.
    """

    def __init__(self, questions: Mapping[Name, Question]) -> None:
        self._questions = questions
        self._written: dict[tuple[str, date], Written] = {}

    @property
    def names(self) -> Collection[Name]:
        """Return what may be asked about."""
        return self._questions.keys()

    def ask(self, now: datetime) -> frozenset[Name]:
        """Return the names of the questions that find something at `now`, in one query."""
        sql, values = self._statement(local_date(now))
        blank, instant = (connection.ops.adapt_datetimefield_value(at) for at in (_SOME_TIME, now))
        with connection.cursor() as cursor:
            cursor.execute(sql, [instant if value == blank else value for value in values])
            found = cursor.fetchone()
        return frozenset(name for name, yes in zip(self._questions, found, strict=True) if yes)

    def _statement(self, day: date) -> Written:
        key = (connection.vendor, day)
        if key not in self._written:
            self._written = {key: self._write(day)}
        return self._written[key]

    def _write(self, day: date) -> Written:
        parts: list[str] = []
        values: list[Any] = []
        for question in self._questions.values():
            rows = question(_SOME_TIME, day).order_by().values("pk")
            try:
                sql, some = rows.query.sql_with_params()
            except EmptyResultSet:
                parts.append("1 = 0")
                continue
            parts.append(f"EXISTS ({sql})")
            values += some
        return f"SELECT {', '.join(parts)}", values
