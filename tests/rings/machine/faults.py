"""What goes wrong between two statements: a worker is killed, the database says no, another worker acts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

WORDS = "broken off on purpose"
_HOUSEKEEPING = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class KilledError(BaseException):
    """The worker is gone: nothing of the program catches this."""


def killed() -> None:
    """Raise what no code catches."""
    raise KilledError(WORDS)


def refused() -> None:
    """Raise what a database raises when the disk is full or the connection gone."""
    raise OperationalError(WORDS)


@contextmanager
def before_statement(number: int, happens: Callable[[], None], *, inside: bool) -> Iterator[None]:
    """Let `happens` happen once, before the statement `number` (from 1) of the block.

    `inside`: statements within a transaction count; else only those between two transactions, where another
    worker can get in.
    """
    count = 0

    def execute(run: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        nonlocal count
        if not sql.startswith(_HOUSEKEEPING) and (inside or not connection.in_atomic_block):
            count += 1
            if count == number:
                happens()
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield
