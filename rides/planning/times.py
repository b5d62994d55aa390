"""The earliest and the latest times of a run, exactly: every limit is a difference of two times.

A run is feasible if, and only if, its earliest times exist. They are the least that satisfy: service after the way
from the stop before; the windows; the pickup no earlier than the drop-off less the longest ride; the start no
earlier than the end less the driver's minutes. The latest times mirror them. Raising a pickup for the sake of its
ride can raise the drop-off again only when the way itself is longer than the ride may be, so no step repeats for
ever. A superset of stops has later earliest times and earlier latest times: what the search prunes by.
"""

import numpy as np

from rides.planning.compiled import inner
from rides.planning.day import Floats
from rides.planning.problem import Clock, Ints

# Floating sums of minutes differ by less than this, and nobody notices it.
EPS = 1e-9


@inner
def _push(c: Clock, nodes: Ints, size: int, times: Floats, first: int) -> None:
    """Make the times after position `first` late enough for the way, as long as that changes them."""
    for k in range(first + 1, size):
        least = times[k - 1] + c.way[nodes[k - 1], nodes[k]]
        if least <= times[k]:
            return
        times[k] = least


@inner
def _pull(c: Clock, nodes: Ints, times: Floats, first: int) -> None:
    """Make the times before position `first` early enough for the way, as long as that changes them."""
    for k in range(first - 1, -1, -1):
        most = times[k + 1] - c.way[nodes[k], nodes[k + 1]]
        if most >= times[k]:
            return
        times[k] = most


@inner
def _in_time(c: Clock, v: int, nodes: Ints, size: int, times: Floats) -> bool:
    for k in range(1, size - 1):
        if times[k] > c.late[nodes[k]] + EPS:
            return False
    return bool(times[size - 1] <= c.closes[v] + EPS)


@inner
def settle(c: Clock, v: int, nodes: Ints, size: int, mate: Ints, times: Floats) -> bool:
    """Raise `times`, which hold for ways and early windows, to the least that hold for everything.

    `mate`: by position, where the rider who gets off got on, -1: nobody gets off, or was aboard from the start.
    Return whether they exist.
    """
    moved = True
    while moved:
        moved = False
        if not _in_time(c, v, nodes, size, times):
            return False
        for k in range(1, size - 1):
            j = mate[k]
            if j < 0:
                continue
            before = times[k]
            least = before - c.ride[nodes[j]]
            if times[j] < least - EPS:
                times[j] = least
                _push(c, nodes, size, times, j)
                if times[k] > before + EPS:
                    return False
                moved = True
        before = times[size - 1]
        if times[0] < before - c.most_minutes[v] - EPS:
            times[0] = before - c.most_minutes[v]
            _push(c, nodes, size, times, 0)
            if times[size - 1] > before + EPS:
                return False
            moved = True
    return True


@inner
def earliest(c: Clock, v: int, nodes: Ints, size: int, mate: Ints, times: Floats) -> bool:
    """Write the earliest times of the run into `times`; return whether it has any."""
    times[0] = c.opens[v]
    for k in range(1, size):
        here = nodes[k]
        early = c.early[here] if k < size - 1 else c.opens[v]
        times[k] = max(early, times[k - 1] + c.way[nodes[k - 1], here])
    return settle(c, v, nodes, size, mate, times)


@inner
def latest(c: Clock, v: int, nodes: Ints, size: int, mate: Ints, times: Floats) -> None:
    """Write the latest times of a run that has earliest ones into `times`."""
    times[size - 1] = c.closes[v]
    for k in range(size - 2, -1, -1):
        late = c.late[nodes[k]] if k else np.inf
        times[k] = min(late, times[k + 1] - c.way[nodes[k], nodes[k + 1]])
    moved = True
    while moved:
        moved = False
        for k in range(size - 2, 0, -1):
            j = mate[k]
            if j >= 0 and times[k] > times[j] + c.ride[nodes[j]] + EPS:
                times[k] = times[j] + c.ride[nodes[j]]
                _pull(c, nodes, times, k)
                moved = True
        if times[size - 1] > times[0] + c.most_minutes[v] + EPS:
            times[size - 1] = times[0] + c.most_minutes[v]
            _pull(c, nodes, times, size - 1)
            moved = True
