"""One row after the other, each in a transaction of its own: one that is broken must not keep the others."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.db import models, transaction

from directory.machine import ConcurrentMoveError

log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=models.Model)


def one_by_one(rows: Iterable[Row], do: Callable[[Row], object], what: str) -> int:
    """Do `do` to each of `rows`; return for how many it returned something true.

    One that fails is logged as "could not `what` 12", with its number and nothing else of it, and left for the
    next time. One that another worker was first with is passed over.
    """
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                done += bool(do(row))
        except ConcurrentMoveError:
            continue
        except Exception:
            log.exception("could not %s %s", what, row.pk)
    return done


def together(rows: Iterable[Row], do: Callable[[Sequence[Row]], int], what: str) -> int:
    """Do `do` to all of `rows` in one transaction, or when that fails to each alone; return how many it did."""
    all_of_them = list(rows)
    if not all_of_them:
        return 0
    try:
        with transaction.atomic():
            return do(all_of_them)
    except Exception:
        # Whichever is broken fails again alone, and is logged by its number.
        return one_by_one(all_of_them, lambda row: do([row]), what)
