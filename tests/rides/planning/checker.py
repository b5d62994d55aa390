"""Reads dial-a-ride files and judges answers; shares no code with the planner or its bench.

A route keeps the limits of time when the differences they allow between its times have no contradiction:
Bellman and Ford, straight from the definition.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

TOLERANCE = 1e-6


@dataclass
class Node:
    """One line of a file."""

    id: int
    x: float
    y: float
    service: float
    load: float
    early: float
    late: float


@dataclass
class File:
    """One file: limits and lines, the depot first."""

    vehicles: int
    n: int
    longest_tour: float
    capacity: float
    longest_ride: float
    nodes: list[Node]


def load_file(path: Path) -> File:
    """Read a file, whether it tells n or 2n, with or without the depot at its end."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    head = [float(word) for word in lines[0]]
    nodes = [Node(int(float(w[0])), *(float(x) for x in w[1:7])) for w in lines[1:]]
    if len(nodes) % 2 == 0:
        nodes.pop()
    return File(int(head[0]), len(nodes) // 2, head[2], head[3], head[4], nodes)


def faults(file: File, cost: float, routes: list[list[int]]) -> list[str]:
    """Return what is wrong with an answer, nothing when all is well."""
    found = []
    visits = [node for route in routes for node in route]
    if sorted(visits) != list(range(1, 2 * file.n + 1)):
        found.append("not every node is visited once")
    if len(routes) > file.vehicles:
        found.append("too many routes")
    for number, route in enumerate(routes):
        found += [f"route {number}: {fault}" for fault in _route_faults(file, route)]
    length = sum(_length(file, route) for route in routes)
    if abs(length - cost) > TOLERANCE * max(1.0, length):
        found.append(f"cost {cost}, but the routes are {length} long")
    return found


def _far(a: Node, b: Node) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)


def _length(file: File, route: list[int]) -> float:
    stops = [file.nodes[k] for k in (0, *route, 0)]
    return sum(_far(a, b) for a, b in pairwise(stops))


def _route_faults(file: File, route: list[int]) -> list[str]:
    found, load, place = [], 0.0, {node: k for k, node in enumerate(route)}
    for node in route:
        load += file.nodes[node].load
        if load > file.capacity + TOLERANCE:
            found.append(f"too many aboard after {node}")
        if node <= file.n and place.get(node + file.n, -1) < place[node]:
            found.append(f"{node} is not dropped after its pickup")
    if not found and not _has_times(file, route):
        found.append("no times keep all limits")
    return found


def _has_times(file: File, route: list[int]) -> bool:
    """Tell whether there are times: edges (a, b, most) say that time b is at most `most` after time a."""
    stops = [file.nodes[k] for k in (0, *route, 0)]
    clock, last = len(stops), len(stops) - 1
    edges = []
    for k, stop in enumerate(stops):
        edges += [(clock, k, stop.late), (k, clock, -stop.early)]
        if k < last:
            edges.append((k + 1, k, -(stop.service + _far(stop, stops[k + 1]))))
    edges.append((0, last, file.longest_tour))
    for k, node in enumerate(route, start=1):
        if node <= file.n:
            drop = route.index(node + file.n) + 1
            edges.append((k, drop, stops[k].service + file.longest_ride))
    away = [0.0] * (clock + 1)
    for _round in range(clock + 1):
        moved = False
        for a, b, most in edges:
            if away[a] + most < away[b] - TOLERANCE / 100:
                away[b], moved = away[a] + most, True
        if not moved:
            return True
    return False
