"""Runs on a sketch: one alone with the numbers of its halts, a day's with their letters and who waits."""

from collections.abc import Iterable, Iterator, Sequence

from rides.rules.routes import Call, RouteSketch, sketch_routes
from rides.services.showing.day import RunRow
from rides.services.showing.stops import Halt
from rides.services.showing.ways import Way

WAITING = "!"


def sketch_of_run(row: RunRow, width: float, height: float) -> RouteSketch:
    """Return one run from home to home, its halts numbered."""
    return sketch_routes([list(_route(row, numbered=True))], width, height)


def sketch_of_day(
    rows: Sequence[RunRow], waiting: Iterable[Way], width: float, height: float
) -> RouteSketch:
    """Return all runs, each with its letter at the driver's home, and where those live whom no car takes."""
    others = [Call("waiting", w.start.latitude, w.start.longitude, WAITING) for w in waiting]
    routes = [list(_route(row, numbered=False)) for row in rows]
    return sketch_routes(routes, width, height, others)


def _route(row: RunRow, *, numbered: bool) -> Iterator[Call]:
    north, east = row.run.north, row.run.east  # type: ignore[attr-defined]  # by `with_home`
    home = Call("home", north, east, "" if numbered else row.letter)
    yield home
    for halt in row.halts:
        label = str(halt.number) if numbered else ""
        place = halt.place
        kind = "goal" if _is_goal(halt) else "stop"
        yield Call(kind, place.latitude, place.longitude, label, place.name)  # type: ignore[arg-type]
    yield home


def _is_goal(halt: Halt) -> bool:
    """Tell whether the halt is at a public place, not at a rider's home."""
    return any(not way.is_out for way in halt.ins) or any(way.is_out for way in halt.outs)
