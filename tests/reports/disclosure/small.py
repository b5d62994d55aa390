"""A country of two areas and three municipalities, small enough to count everything by hand."""

from reports.disclosure.cells import Dimension, Frame, Kind, Measure, Shown, Table, Unit, at

PERIODS = Dimension("period", {"*": ("2026",), "2026": ("2026Q1", "2026Q2")})
PLACES = Dimension("place", {"*": ("north", "south"), "north": ("a", "b"), "south": ("c",)})
EVENTS = Measure("contacts", Unit.EVENTS, ("period", "place"))
PERSONS = Measure("reached", Unit.PERSONS, ("period", "place"), frozenset({"period"}))
FRAME = Frame(
    {"period": PERIODS, "place": PLACES},
    {"contacts": EVENTS, "reached": PERSONS},
    (("reached", "contacts"),),
)


def exactly(measure: str, **counts: int | None) -> Table:
    """Return a table of 2026 that shows these exactly: "all" is the total, None is hidden."""
    cells = {
        at(period="2026") if name == "all" else at(period="2026", place=name): (
            Shown(Kind.HIDDEN) if count is None else Shown(Kind.BAND, count)
        )
        for name, count in counts.items()
    }
    return Table(f"{measure}/2026", "2026", measure, 1, (0, 4), cells)
