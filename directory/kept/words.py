"""The words and numbers that a query says by itself, written into its text."""

import re
from collections.abc import Callable, Iterable
from typing import Any

_PLACE = re.compile(r"%%|%s")


def spelled(
    sql: str, params: Iterable[Any], is_open: Callable[[Any], bool]
) -> tuple[str, list[Any]]:
    """Return `sql` with every word and whole number among `params` in it, and the others: those that are open.

    SQLite plans a statement anew each time that a value is put where a partial index might depend on it, and
    that costs five times what the answer does. A word that stands in the text is known once and for all.
    """
    left: list[Any] = []
    waiting = iter(params)

    def put(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(waiting)
        if not is_open(value):
            if isinstance(value, str) and "\0" not in value:
                return "'" + str(value).replace("'", "''").replace("%", "%%") + "'"
            if type(value) is int:
                return str(value)
        left.append(value)
        return "%s"

    return _PLACE.sub(put, sql), left
