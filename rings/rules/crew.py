"""Whom a ring gets: residents whom the same helpers suit, and helpers by whom nobody is left alone."""

from collections.abc import Callable

import numpy as np

from volunteers.matching.columns import Bools, Ints

# A ring does not hang on one helper.
FEWEST_HELPERS = 2


def fitting(may: Bools, room: Ints, size: int) -> list[int]:
    """Return at most `size` rows of `may`, the first ones first, whom helpers enough suit all together.

    `may`: of shape (residents, helpers), whether each helper may help each resident. `room`: how many more each
    helper can have. Where there is not room enough two helpers will do, and where there are not two, nobody is
    left out.
    """
    chosen = _row_by_row(may, size, lambda suits: _enough(suits, room, size))
    if len(chosen) < size:
        chosen = _row_by_row(may, size, lambda suits: int(suits.sum()) >= FEWEST_HELPERS)
    return chosen or list(range(min(size, len(may))))


def _row_by_row(may: Bools, size: int, will_do: Callable[[Bools], bool]) -> list[int]:
    suits = np.ones(may.shape[1], np.bool_)
    chosen: list[int] = []
    for row in range(len(may)):
        if len(chosen) < size and will_do(suits & may[row]):
            suits &= may[row]
            chosen.append(row)
    return chosen


def _enough(suits: Bools, room: Ints, residents: int) -> bool:
    return int(suits.sum()) >= FEWEST_HELPERS and int(room[suits].sum()) >= residents


def choose_helpers(able: Bools, points: Ints, room: Ints) -> list[int]:
    """Return which helpers, the first chosen first: so few that nobody is without one whom any of them can serve.

    `able`: of shape (weekdays, residents, helpers). Whoever serves most who have nobody yet comes first, then who
    has most `points`; more come until there are two and there is `room` for all residents.
    """
    _days, residents, helpers = able.shape
    alone = np.ones(able.shape[:2], np.bool_)
    left, chosen = np.ones(helpers, np.bool_), list[int]()
    while left.any():
        serves = (able & alone[:, :, None]).sum(axis=(0, 1))
        is_done = len(chosen) >= FEWEST_HELPERS and room[chosen].sum() >= residents
        if is_done and not serves[left].any():
            break
        rows = np.flatnonzero(left)
        best = int(rows[np.lexsort((rows, -points[rows], -serves[rows]))[0]])
        chosen.append(best)
        left[best] = False
        alone &= ~able[:, :, best]
    return chosen


def days_for_all(able: Bools, chosen: list[int]) -> list[int]:
    """Return the weekdays (rows of `able`) on which most residents have one of the helpers `chosen`."""
    served = able[:, :, chosen].any(axis=2).sum(axis=1)
    return [int(day) for day in np.flatnonzero(served == served.max(initial=0))]
