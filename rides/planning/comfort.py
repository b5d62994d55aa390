"""The timetable of a run with the least minutes aboard, exactly: a linear program over differences of times.

Its dual sends one unit from each pickup (and so many from the clock, for who was aboard already) to each drop-off
along the longest ways of the graph of limits; it is solved by successive longest ways, each by Bellman and Ford.
A run has few stops, so this takes microseconds. The driver's own time weighs DRIVER, a rider's RIDER.
"""

from typing import NamedTuple

import numpy as np

from rides.planning.compiled import inner
from rides.planning.day import Floats
from rides.planning.problem import Clock, Ints
from rides.planning.times import EPS

RIDER, DRIVER = 1000, 1


class Graph(NamedTuple):
    """Limits `time[head] - time[tail] >= least` of A arcs, and the flow on them; the clock is the last node."""

    tail: Ints
    head: Ints
    least: Floats
    flow: Ints


@inner
def _graph(c: Clock, v: int, nodes: Ints, size: int, mate: Ints) -> Graph:
    tail, head = np.empty(4 * size + 1, np.int64), np.empty(4 * size + 1, np.int64)
    least, arcs = np.empty(4 * size + 1), 0
    for k in range(size):
        inside = 0 < k < size - 1
        tail[arcs], head[arcs], least[arcs] = size, k, c.early[nodes[k]] if inside else c.opens[v]
        arcs += 1
        late = c.late[nodes[k]] if inside else c.closes[v]
        if late < np.inf:
            tail[arcs], head[arcs], least[arcs] = k, size, -late
            arcs += 1
        if k + 1 < size:
            tail[arcs], head[arcs], least[arcs] = k, k + 1, c.way[nodes[k], nodes[k + 1]]
            arcs += 1
        if inside and mate[k] >= 0 and c.ride[nodes[mate[k]]] < np.inf:
            tail[arcs], head[arcs], least[arcs] = k, mate[k], -c.ride[nodes[mate[k]]]
            arcs += 1
    if c.most_minutes[v] < np.inf:
        tail[arcs], head[arcs], least[arcs] = size - 1, 0, -c.most_minutes[v]
        arcs += 1
    return Graph(tail[:arcs], head[:arcs], least[:arcs], np.zeros(arcs, np.int64))


@inner
def _demands(c: Clock, nodes: Ints, size: int, mate: Ints) -> Ints:
    """Return what has to flow into each node, less than 0: out of it."""
    n = len(c.ride)
    need = np.zeros(size + 1, np.int64)
    need[0], need[size - 1] = -DRIVER, DRIVER
    for k in range(1, size - 1):
        if nodes[k] >= n:
            need[k] += RIDER
            need[mate[k] if mate[k] >= 0 else size] -= RIDER
    return need


@inner
def _longest(g: Graph, away: Floats, by: Ints) -> None:
    """Lengthen the ways `away` until none can be; `by`: the arc a node is reached by, -1-arc when backwards."""
    moved = True
    while moved:
        moved = False
        for arc in range(len(g.tail)):
            a, b, least = g.tail[arc], g.head[arc], g.least[arc]
            if away[a] + least > away[b] + EPS:
                away[b], by[b], moved = away[a] + least, arc, True
            if g.flow[arc] > 0 and away[b] - least > away[a] + EPS:
                away[a], by[a], moved = away[b] - least, -1 - arc, True


@inner
def _augment(g: Graph, need: Ints, by: Ints, sink: int) -> None:
    """Send as much as goes along the way that `by` tells to `sink`."""
    much, k = need[sink], sink
    while by[k] != NO_ARC:
        arc = by[k] if by[k] >= 0 else -1 - by[k]
        if by[k] < 0:
            much = min(much, g.flow[arc])
        k = g.tail[arc] if by[k] >= 0 else g.head[arc]
    much = min(much, -need[k])
    need[k] += much
    need[sink] -= much
    k = sink
    while by[k] != NO_ARC:
        arc = by[k] if by[k] >= 0 else -1 - by[k]
        g.flow[arc] += much if by[k] >= 0 else -much
        k = g.tail[arc] if by[k] >= 0 else g.head[arc]


NO_ARC = np.int64(1 << 40)


@inner
def comfortable(c: Clock, v: int, nodes: Ints, size: int, mate: Ints, times: Floats) -> None:
    """Write the earliest of the times with the least minutes aboard into `times`; the run must be feasible."""
    g = _graph(c, v, nodes, size, mate)
    need = _demands(c, nodes, size, mate)
    away, by = np.empty(size + 1), np.empty(size + 1, np.int64)
    while True:
        sink = -1
        for k in range(size + 1):
            away[k], by[k] = 0.0 if need[k] < 0 else -np.inf, NO_ARC
        _longest(g, away, by)
        for k in range(size + 1):
            if need[k] > 0 and (sink < 0 or away[k] > away[sink]):
                sink = k
        if sink < 0:
            break
        _augment(g, need, by, sink)
    away[:], away[size] = -np.inf, 0.0
    _longest(g, away, by)
    times[:size] = away[:size]


@inner
def aboard_minutes(
    direct: Floats, since: float, nodes: Ints, size: int, mate: Ints, times: Floats
) -> float:
    """Return the minutes of all riders above `direct`; who was aboard at the start counts from `since`."""
    n, total = len(direct), 0.0
    for k in range(1, size - 1):
        if nodes[k] >= n:
            total += times[k]
            total -= times[mate[k]] + direct[nodes[k] - n] if mate[k] >= 0 else since
    return total
