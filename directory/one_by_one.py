"""One row after the other, each in a transaction of its own: one that is broken must not keep the others."""

import logging
from collections.abc import Callable, Iterable
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
