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
DOT, TALL = 6.0, 13.0
# Of a text: half the width of a letter, and the height of a line.
LETTER, LINE = 4.6, 20.0

Kind = Literal["home", "waiting", "goal", "stop"]
# What a mark is when several things are at one place.
FIRST: tuple[Kind, ...] = ("waiting", "home", "goal", "stop")
Spot = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


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
    name: str = ""

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
    def box(self) -> Box:
        """Its edges."""
        return self.left, self.top, self.x + self.wide, self.y + self.tall


@dataclass(frozen=True)
class Name:
    """The name of a goal as drawn: where its middle stands, and on which line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """A route as drawn: the points of an SVG polyline, and which of the `COLOURS` it has."""

    points: str
    colour: int


@dataclass(frozen=True)
class RouteSketch:
    """Marks over lines."""

    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    lines: tuple[Line, ...]


def sketch_routes(
    routes: Sequence[Sequence[Call]], width: float, height: float, others: Sequence[Call] = ()
) -> RouteSketch:
    """Return the `routes`, and `others` that no car goes to, inside a box of `width` × `height`; north is up."""
    calls = [*(call for route in routes for call in route), *others]
    if not calls:
        return RouteSketch((), (), ())
    placed = _placed({_spot(call) for call in calls}, width, height)
    lines = (
        Line(" ".join(_point(placed[_spot(call)]) for call in route), number % COLOURS)
        for number, route in enumerate(routes)
    )
    marks = list(_marks(calls, placed))
    names = _names(marks, width, height)
    return RouteSketch(tuple(marks), tuple(names), tuple(lines))


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


def _marks(calls: Iterable[Call], placed: dict[Spot, Spot]) -> Iterator[Mark]:
    """Yield one mark a place, the most telling last: it lies over the others."""
    here: dict[Spot, list[Call]] = {}
    for call in calls:
        here.setdefault(_spot(call), []).append(call)
    marks = [_mark(some, placed[spot]) for spot, some in here.items()]
    yield from sorted(marks, key=lambda mark: -FIRST.index(mark.kind))


def _mark(calls: Sequence[Call], spot: Spot) -> Mark:
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
    )


def _names(marks: Sequence[Mark], width: float, height: float) -> list[Name]:
    """Return the goals' names, each under, over or beside its mark, where it covers least."""
    taken = [mark.box for mark in marks]
    names = []
    for mark in marks:
        if mark.name:
            half = LETTER * len(mark.name)
            free = min(
                _beside(mark, half),
                key=lambda box: _covers(box, taken) + _outside(box, width, height),
            )
            taken.append(free)
            names.append(Name(free[0] + half, free[3] - LETTER, mark.name))
    return names


def _beside(mark: Mark, half: float) -> Iterator[Box]:
    """Yield the boxes in which the name could stand, the best first."""
    left, top, right, bottom = mark.box
    yield mark.x - half, bottom + 1, mark.x + half, bottom + 1 + LINE
    yield mark.x - half, top - 1 - LINE, mark.x + half, top - 1
    beside = mark.y - LINE / 2, mark.y + LINE / 2
    yield right + 2, beside[0], right + 2 + 2 * half, beside[1]
    yield left - 2 - 2 * half, beside[0], left - 2, beside[1]


def _covers(box: Box, others: Iterable[Box]) -> float:
    """Return how many square units of `others` a box covers."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )


def _outside(box: Box, width: float, height: float) -> float:
    """Return how bad it is that a box stands out of the sketch: worse than covering anything."""
    out = max(0.0, -box[0]) + max(0.0, -box[1]) + max(0.0, box[2] - width)
    return 1000 * (out + max(0.0, box[3] - height))


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
