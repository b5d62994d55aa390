"""The best plan of all: who helps whom, so that as many as can be are served, and then as well as can be."""

from dataclasses import dataclass

from volunteers.matching.columns import Bools, Ints


@dataclass(frozen=True)
class Problem:
    """The pairs that may be, and what each is worth.

    `residents`, `volunteers`: stable numbers (person ids), one row each. `room`: how many of these residents
    each volunteer may have. `load`: how many others they have; `fairness`: points that each further person costs,
    times the number they have by then. `r`, `v`: row indexes of each pair. `score`: its points. `planned`: in the
    present plan; `change`: points that it costs not to keep it.
    """

    residents: Ints
    volunteers: Ints
    room: Ints
    load: Ints
    fairness: Ints
    r: Ints
    v: Ints
    score: Ints
    planned: Bools
    change: Ints


@dataclass(frozen=True)
class Plan:
    """`chosen`: rows of the problem's pairs, by the resident's id. `objective`: points, see `objective_of`."""

    chosen: Ints
    served: int
    objective: int
