"""Which tables are published, chosen once: few and fixed, never a cube, never a filter.

A table that would be mostly hidden at one level is published at a higher one: what was done in a quarter by area
instead of by municipality, barriers and target groups for the whole project only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from reports.counting.facts import Activity
from reports.counting.periods import quarters_of
from reports.disclosure.cells import PERIOD, TOTAL, At, Dimension, Frame, Measure, Unit

PLACE, ACTIVITY, GROUP, BARRIER = "place", "activity", "group", "barrier"

MEASURES = (
    Measure("reached", Unit.PERSONS, (PERIOD, PLACE, GROUP), frozenset({PERIOD})),
    Measure("active", Unit.PERSONS, (PERIOD, PLACE), frozenset({PERIOD})),
    Measure("waiting", Unit.PERSONS, (PERIOD, PLACE), frozenset({PERIOD})),
    Measure("contacts", Unit.EVENTS, (PERIOD, PLACE, ACTIVITY)),
    Measure("kilometres", Unit.EVENTS, (PERIOD, PLACE)),
    Measure("hours", Unit.EVENTS, (PERIOD, PLACE)),
    Measure("unmet", Unit.EVENTS, (PERIOD, PLACE, BARRIER)),
)
# Whoever was reached was reached at least once, and there.
AT_MOST = (("reached", "contacts"),)

# How deep a table goes into places.
PROJECT, AREAS, MUNICIPALITIES = 0, 1, 2


@dataclass(frozen=True)
class TableSpec:
    """One table: of a quarter or of a year, how deep into places, and over which other dimension."""

    name: str
    measure: str
    of_year: bool
    depth: int = PROJECT
    across: str = ""


TABLES = (
    TableSpec("reached-in-quarter", "reached", of_year=False),
    TableSpec("active-in-quarter", "active", of_year=False),
    TableSpec("contacts-by-area", "contacts", of_year=False, depth=AREAS, across=ACTIVITY),
    TableSpec("reached-by-municipality", "reached", of_year=True, depth=MUNICIPALITIES),
    TableSpec("reached-by-group", "reached", of_year=True, across=GROUP),
    TableSpec("active-by-municipality", "active", of_year=True, depth=MUNICIPALITIES),
    TableSpec("contacts-by-municipality", "contacts", of_year=True, depth=MUNICIPALITIES),
    TableSpec("kilometres-by-area", "kilometres", of_year=True, depth=AREAS),
    TableSpec("hours-by-municipality", "hours", of_year=True, depth=MUNICIPALITIES),
    TableSpec("unmet-by-area", "unmet", of_year=True, depth=AREAS),
    TableSpec("unmet-by-barrier", "unmet", of_year=True, across=BARRIER),
    TableSpec("waiting-by-area", "waiting", of_year=True, depth=AREAS),
)


def frame_of(
    years: Sequence[int],
    areas: Mapping[str, Sequence[str]],
    groups: Sequence[str],
    barriers: Sequence[str],
) -> Frame:
    """Return the dimensions of all tables. `areas`: the codes of the municipalities in each."""
    periods = {TOTAL: tuple(str(year) for year in years)}
    periods |= {str(year): tuple(str(q) for q in quarters_of(year)) for year in years}
    places = {TOTAL: tuple(areas)} | {area: tuple(codes) for area, codes in areas.items()}
    dimensions = (
        Dimension(PERIOD, periods),
        Dimension(PLACE, places),
        Dimension(ACTIVITY, {TOTAL: tuple(Activity)}),
        Dimension(GROUP, {TOTAL: tuple(groups)}),
        Dimension(BARRIER, {TOTAL: tuple(barriers)}),
    )
    return Frame({d.name: d for d in dimensions}, {m.name: m for m in MEASURES}, AT_MOST)


def places_of(spec: TableSpec, period: str, frame: Frame) -> Iterator[At]:
    """Yield the place of every cell of the table in `period`, totals among them."""
    choices: list[list[tuple[tuple[str, str], ...]]] = [[()]]
    if spec.depth:
        places = frame.dimensions[PLACE]
        level = list(places.below(TOTAL))
        if spec.depth == MUNICIPALITIES:
            level = [code for area in level for code in places.below(area)]
        choices.append([(), *(((PLACE, each),) for each in level)])
    if spec.across:
        members = frame.dimensions[spec.across].below(TOTAL)
        choices.append([(), *(((spec.across, each),) for each in members)])
    for parts in product(*choices):
        yield frozenset({(PERIOD, period), *(pair for part in parts for pair in part)})
