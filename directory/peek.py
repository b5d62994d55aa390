"""Whether anything is due: many small questions in one statement, of which the text is written once a day.

Asked every minute, and mostly answered with "nothing". The tables answer in microseconds; for Django to write a
dozen statements anew each time takes a hundred times as long.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from directory.kept.words import spelled
from directory.localtime import local_date

Question = Callable[[datetime, date], "QuerySet[Any]"]
Name = TypeVar("Name", bound=Hashable)
Written = tuple[str, list[Any]]

# Stands for the instant while a statement is written; afterwards the real one takes its place.
_SOME_TIME = datetime(1901, 2, 3, 4, 5, 6, tzinfo=UTC)


class Peek(Generic[Name]):
    """Questions by name: each gives the rows that wait at an instant, of which the local date is given as well.

    A question may use the instant only as it is or moved by one of `spans`; what else it reckons with it takes
    from the date.
    """

    def __init__(
        self, questions: Mapping[Name, Question], spans: Collection[timedelta] = ()
    ) -> None:
        self._questions = questions
        self._spans = (timedelta(0), *spans)
        # What has been written for the database and the day last asked about.
        self._written_for: tuple[str, date] | None = None
        self._parts: dict[Name, Written] = {}
        self._statements: dict[tuple[Name, ...], Written] = {}

    @property
    def names(self) -> Collection[Name]:
        """Return what may be asked about."""
        return self._questions.keys()

    def ask(self, now: datetime, names: Collection[Name] | None = None) -> frozenset[Name]:
        """Return which of `names` (all) find something at `now`, in one query."""
        asked = tuple(self._questions if names is None else names)
        if not asked:
            return frozenset()
        sql, values = self._statement(local_date(now), asked)
        real = dict(zip(self._moments(_SOME_TIME), self._moments(now), strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [real.get(value, value) for value in values])
            found = cursor.fetchone()
        return frozenset(name for name, yes in zip(asked, found, strict=True) if yes)

    def _moments(self, at: datetime) -> list[Any]:
        """Return `at`, and moved by each span, as the database takes it."""
        return [connection.ops.adapt_datetimefield_value(at + span) for span in self._spans]

    def _statement(self, day: date, names: tuple[Name, ...]) -> Written:
        """Return the statement that asks for all of `names`."""
        if (connection.vendor, day) != self._written_for:
            self._written_for = (connection.vendor, day)
            self._parts, self._statements = {}, {}
        if names not in self._statements:
            parts = [self._part(day, name) for name in names]
            values = [value for _sql, some in parts for value in some]
            self._statements[names] = f"SELECT {', '.join(sql for sql, _some in parts)}", values
        return self._statements[names]

    def _part(self, day: date, name: Name) -> Written:
        if name not in self._parts:
            rows = self._questions[name](_SOME_TIME, day).order_by().values("pk")
            try:
                stands_in = self._moments(_SOME_TIME).__contains__
                sql, values = spelled(*rows.query.sql_with_params(), stands_in)
                self._parts[name] = f"EXISTS ({sql})", values
            except EmptyResultSet:
                self._parts[name] = "1 = 0", []
        return self._parts[name]
