"""How many minutes a run has to spare at each of its stops: pure, instants in, whole minutes out."""

from collections.abc import Sequence
from datetime import datetime, timedelta

A_MINUTE = timedelta(minutes=1)
# Below this a short delay anywhere makes somebody late.
TIGHT = 5


def spare_minutes(stops: Sequence[tuple[datetime, datetime | None]]) -> list[int | None]:
    """Return for each stop by how many minutes it may be late before any wish from there on is broken.

    Each stop is (planned, latest or None). Waiting on the way is no reserve here: there is at least what is said.
    None: nothing that follows has a latest hour. Negative: a wish is broken as planned.
    """
    spare: list[int | None] = []
    least: int | None = None
    for planned, latest in reversed(stops):
        if latest is not None:
            here = (latest - planned) // A_MINUTE
            least = here if least is None else min(least, here)
        spare.append(least)
    return spare[::-1]
