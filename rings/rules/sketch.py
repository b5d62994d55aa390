"""A sketch of where people are: places at their coordinates, scaled into a box, and none covers another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import cos, hypot, radians, sqrt

# A place with one person is drawn this large; the area grows with the number.
SMALLEST, LARGEST = 16.0, 44.0
GAP = 6.0
ROUNDS = 60
# From the edge of a circle to the line of its name.
LABEL = 18.0


@dataclass(frozen=True)
class Spot:
    """A place with `count` people: WGS84 degrees."""

    name: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True)
class Circle:
    """A spot as drawn: centre and radius in the units of the box, y downwards."""

    spot: Spot
    x: float
    y: float
    radius: float

    @property
    def label_x(self) -> float:
        """Where the middle of the name stands."""
        return self.x

    @property
    def label_y(self) -> float:
        """On which line the name stands: under the circle."""
        return self.y + self.radius + LABEL


def sketch(spots: Sequence[Spot], width: float, height: float) -> list[Circle]:
    """Return a circle for each of `spots`, whole inside a box of `width` × `height`; north is up."""
    if not spots:
        return []
    east = cos(radians(sum(s.latitude for s in spots) / len(spots)))
    xs = [s.longitude * east for s in spots]
    ys = [-s.latitude for s in spots]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room_x, room_y = width - 2 * LARGEST, height - 2 * LARGEST
    scale = min(room_x / across if across else room_x, room_y / down if down else room_y)
    circles = [
        _inside(
            Circle(
                spot,
                width / 2 + (x - (max(xs) + min(xs)) / 2) * scale,
                height / 2 + (y - (max(ys) + min(ys)) / 2) * scale,
                min(LARGEST, SMALLEST * sqrt(spot.count)),
            ),
            width,
            height,
        )
        for spot, x, y in zip(spots, xs, ys, strict=True)
    ]
    for _round in range(ROUNDS):
        circles, moved = _apart(circles, width, height)
        if not moved:
            break
    return circles


def _apart(circles: list[Circle], width: float, height: float) -> tuple[list[Circle], bool]:
    """Push each two that overlap half the way apart, and keep all inside the box."""
    moved = False
    for one, other in combinations(range(len(circles)), 2):
        a, b = circles[one], circles[other]
        dx, dy = b.x - a.x, b.y - a.y
        far = hypot(dx, dy)
        short = a.radius + b.radius + GAP - far
        if short <= 0:
            continue
        moved = True
        if far:
            dx, dy = dx / far, dy / far
        else:  # in one place: apart sideways
            dx, dy = 1.0, 0.0
        push = short / 2
        circles[one] = _inside(replace(a, x=a.x - dx * push, y=a.y - dy * push), width, height)
        circles[other] = _inside(replace(b, x=b.x + dx * push, y=b.y + dy * push), width, height)
    return circles, moved


def _inside(circle: Circle, width: float, height: float) -> Circle:
    edge = circle.radius
    return replace(
        circle,
        x=min(max(circle.x, edge), width - edge),
        y=min(max(circle.y, edge), height - edge),
    )
