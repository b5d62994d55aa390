"""A sketch of where cars go: places at their coordinates, scaled into a box, lines between them. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Literal

# Degrees: places nearer than about a hundred metres are drawn as one.
TOGETHER = 3
# Room around the outermost places, for their marks and names.
MARGIN = 34.0
# So many labels of several cars fit into one mark.
LABELS = 3
COLOURS = 6
# Nearer than this to an edge, a name is written away from it.
EDGE = 90.0
DOT, TALL, LETTER = 6.0, 13.0, 5.0

Kind = Literal["home", "waiting", "goal", "stop"]
# What a mark is when several things are at one place.
FIRST: tuple[Kind, ...] = ("waiting", "home", "goal", "stop")
Spot = tuple[float, float]


@dataclass(frozen=True)
class Call:
    """A place on the sketch: WGS84 degrees, and what is written in its mark. A goal has its name beneath."""

    kind: Kind
    latitude: float
    longitude: float
    label: str = ""
    name: str = ""


@dataclass(frozen=True)
class Mark:
    """A place as drawn: its centre, y downwards; half of its width and height."""

    kind: Kind
    x: float
    y: float
    wide: float
    tall: float
    label: str
    name: str
    anchor: Literal["start", "middle", "end"]

    @property
    def left(self) -> float:
        """Where its left edge is."""
        return self.x - self.wide

    @property
    def top(self) -> float:
        """Where its upper edge is."""
        return self.y - self.tall

    @property
    def width(self) -> float:
        """How wide it is."""
        return 2 * self.wide

    @property
    def height(self) -> float:
        """How high it is."""
        return 2 * self.tall

    @property
    def name_y(self) -> float:
        """On which line its name stands: under it."""
        return self.y + self.tall + 17


@dataclass(frozen=True)
class Line:
    """A route as drawn: the points of an SVG polyline, and which of the `COLOURS` it has."""

    points: str
    colour: int


@dataclass(frozen=True)
class RouteSketch:
    """Marks over lines."""

    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


def sketch_routes(
    routes: Sequence[Sequence[Call]], width: float, height: float, others: Sequence[Call] = ()
) -> RouteSketch:
    """Return the `routes`, and `others` that no car goes to, inside a box of `width` × `height`; north is up."""
    calls = [*(call for route in routes for call in route), *others]
    if not calls:
        return RouteSketch((), ())
    placed = _placed({_spot(call) for call in calls}, width, height)
    lines = (
        Line(" ".join(_point(placed[_spot(call)]) for call in route), number % COLOURS)
        for number, route in enumerate(routes)
    )
    return RouteSketch(tuple(_marks(calls, placed, width)), tuple(lines))


def _spot(call: Call) -> Spot:
    return round(call.latitude, TOGETHER), round(call.longitude, TOGETHER)


def _point(spot: Spot) -> str:
    return f"{spot[0]:.1f},{spot[1]:.1f}"


def _placed(spots: set[Spot], width: float, height: float) -> dict[Spot, Spot]:
    """Return where in the box each of `spots` is."""
    east = cos(radians(sum(north for north, _east in spots) / len(spots)))
    flat = {spot: (spot[1] * east, -spot[0]) for spot in spots}
    xs, ys = [x for x, _y in flat.values()], [y for _x, y in flat.values()]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    room_x, room_y = width - 2 * MARGIN, height - 2 * MARGIN
    scale = min(room_x / across if across else room_x, room_y / down if down else room_y)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {
        spot: (width / 2 + (x - middle_x) * scale, height / 2 + (y - middle_y) * scale)
        for spot, (x, y) in flat.items()
    }


def _marks(calls: Iterable[Call], placed: dict[Spot, Spot], width: float) -> Iterator[Mark]:
    """Yield one mark a place, the most telling last: it lies over the others."""
    here: dict[Spot, list[Call]] = {}
    for call in calls:
        here.setdefault(_spot(call), []).append(call)
    marks = [_mark(some, placed[spot], width) for spot, some in here.items()]
    yield from sorted(marks, key=lambda mark: -FIRST.index(mark.kind))


def _mark(calls: Sequence[Call], spot: Spot, width: float) -> Mark:
    label = _joined(list(dict.fromkeys(call.label for call in calls if call.label)))
    x, y = spot
    return Mark(
        kind=min((call.kind for call in calls), key=FIRST.index),
        x=x,
        y=y,
        wide=max(TALL, LETTER * len(label) + 6) if label else DOT,
        tall=TALL if label else DOT,
        label=label,
        name=next((call.name for call in calls if call.kind == "goal"), ""),
        anchor="start" if x < EDGE else "end" if x > width - EDGE else "middle",
    )


def _joined(labels: Sequence[str]) -> str:
    """Return "3–5" for three numbers in a row and "1, 4" for others; letters side by side, not too many."""
    if not all(label.isdecimal() for label in labels):
        more = [f"+{len(labels) - LABELS}"] if len(labels) > LABELS else []
        return " ".join([*labels[:LABELS], *more])
    rows: list[list[int]] = []
    for number in sorted(map(int, labels)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return ", ".join(f"{row[0]}–{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows)
