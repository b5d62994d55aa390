"""The database of gammu-smsd: SQLite or PostgreSQL, one short transaction a call.

The statements are written once, with PostgreSQL's marks. SQLite understands the quoted names too.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from notifications.gateways.base import Fault

Row = tuple[Any, ...]

_LOCKED_OR_BROKEN = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
_BAD_VALUE, _REFUSED_US = "22", ("28", "3D", "42")  # classes of PostgreSQL's SQLSTATE


class StoreError(Exception):
    """The database did not do as asked: `fault` says what follows, `code` is safe to log."""

    def __init__(self, fault: Fault, code: str) -> None:
        super().__init__(code)
        self.fault = fault
        self.code = code


class Work:
    """One transaction under way."""

    def __init__(self, connection: Any, mark: str, age: str) -> None:
        self._connection = connection
        self._mark = mark
        self.age = age

    def rows(self, statement: str, *values: object) -> list[Row]:
        """Run a statement that gives rows. `{age}` in it stands for the seconds since a row's UpdatedInDB."""
        return list(self._run(statement, values).fetchall())

    def change(self, statement: str, *values: object) -> int:
        """Run a statement that gives none; return how many rows it changed."""
        return int(self._run(statement, values).rowcount)

    def _run(self, statement: str, values: tuple[object, ...]) -> Any:
        written = statement.replace("{age}", self.age).replace("%s", self._mark)
        return self._connection.execute(written, values)


class Store:
    """Where gammu-smsd keeps its tables; see `GammuConfig.database` for `address`."""

    def __init__(self, address: str, timeout: float) -> None:
        self.address = address
        self.timeout = timeout

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Give one transaction; raise `StoreError` and change nothing when it cannot be had.

        An error of the last step alone, the commit, leaves it open whether the change was made.
        """
        at_the_end = False
        try:
            with self._connected() as work:
                yield work
                at_the_end = True
        except (sqlite3.Error, psycopg.Error) as problem:
            fault, code = _meaning(problem)
            raise StoreError(Fault.AMBIGUOUS if at_the_end else fault, code) from None

    @contextmanager
    def _connected(self) -> Iterator[Work]:
        if self.address.startswith("sqlite"):
            yield from self._in_sqlite()
        else:
            yield from self._in_postgres()

    def _in_sqlite(self) -> Iterator[Work]:
        path = self.address.removeprefix("sqlite:///")
        connection = sqlite3.connect(
            # Never made by us: a wrong path must be seen, not be an empty database.
            f"file:{path}?mode=rw", uri=True, timeout=self.timeout, isolation_level=None
        )  # fmt: skip
        try:
            connection.execute("BEGIN IMMEDIATE")
            # The schema's own triggers write UpdatedInDB in UTC.
            yield Work(connection, "?", "(julianday('now') - julianday(\"UpdatedInDB\")) * 86400")
            connection.execute("COMMIT")
        finally:
            connection.close()

    def _in_postgres(self) -> Iterator[Work]:
        patience = int(self.timeout * 1000)
        with psycopg.connect(
            self.address,
            connect_timeout=max(2, int(self.timeout)),
            options=f"-c statement_timeout={patience} -c lock_timeout={patience}",
            tcp_user_timeout=patience,
        ) as connection:
            yield Work(connection, "%s", 'EXTRACT(EPOCH FROM LOCALTIMESTAMP - "UpdatedInDB")')


def _meaning(problem: sqlite3.Error | psycopg.Error) -> tuple[Fault, str]:
    """Return what an error before the commit means, when surely nothing was written."""
    if isinstance(problem, sqlite3.Error):
        primary = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        fault = Fault.TEMPORARY if primary in _LOCKED_OR_BROKEN else Fault.CONFIGURATION
        return fault, getattr(problem, "sqlite_errorname", "sqlite")[:20]
    state = problem.sqlstate or ""
    if state.startswith(_BAD_VALUE):
        return Fault.REFUSED, state
    # A refused log-in carries no state, but the server did ask for the password.
    asked = problem.pgconn is not None and (
        problem.pgconn.used_password or problem.pgconn.needs_password
    )
    ours = state.startswith(_REFUSED_US) or (not state and asked)
    return Fault.CONFIGURATION if ours else Fault.TEMPORARY, state or "connect"
