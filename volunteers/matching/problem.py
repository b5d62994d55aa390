"""The question that the solver answers, and what an answer is worth: whole points, no more and no less."""

from dataclasses import dataclass

import numpy as np

from volunteers.matching.columns import Bools, Facts, Ints
from volunteers.matching.rules import Masks
from volunteers.matching.score import total


@dataclass(frozen=True)
class Problem:
    """The pairs that may be, and what each is worth.

    `residents`, `volunteers`: stable numbers (person ids), one row each. `room`: how many of these residents
    each volunteer may have. `load`: how many others they have. `fairness`: points that each further person costs,
    times the number they have by then. `r`, `v`: row indexes of each pair, no pair twice. `score`: its points.
    `planned`: in the present plan. `change`: points that it costs not to keep it.
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

    @property
    def gain(self) -> Ints:
        """What each pair adds to a plan: its points, and for a planned one what breaking it would cost."""
        return self.score + np.where(self.planned, self.change, 0)

    def places(self) -> tuple[Ints, Ints]:
        """Return every place that volunteers have for these residents: whose it is, and what filling it costs.

        A volunteer's places cost more and more, so a best plan fills them in this order.
        """
        wanted = np.bincount(self.v, minlength=len(self.volunteers))
        count = np.minimum(self.room.clip(0), wanted)
        whose = np.repeat(np.arange(len(self.volunteers)), count)
        how_many = np.arange(len(whose)) - np.repeat(np.cumsum(count) - count, count)
        return whose, self.fairness[whose] * (self.load[whose] + how_many)

    def objective(self, chosen: Ints) -> int:
        """Return what the plan of these pairs is worth, in points: score − fairness − change."""
        taken = np.bincount(self.v[chosen], minlength=len(self.volunteers))
        crowding = self.fairness * (taken * self.load + taken * (taken - 1) // 2)
        broken = self.change[self.planned].sum() - self.change[chosen][self.planned[chosen]].sum()
        return int(self.score[chosen].sum() - crowding.sum() - broken)


def problem_of(facts: Facts, barred: Masks) -> tuple[Problem, Ints]:
    """Return the problem of all pairs that nothing bars, and the row in `facts` of each of its pairs.

    `barred`: a mask for each pair; 0 lets it in. Whoever has more people than room keeps those planned now.
    """
    rows = np.flatnonzero(barred == 0)
    open_ = facts.take(rows)
    residents, volunteers, pairs = open_.residents, open_.volunteers, open_.pairs
    kept = np.bincount(pairs.v[pairs.planned], minlength=len(volunteers))
    problem = Problem(
        residents=residents.id,
        volunteers=volunteers.id,
        room=np.maximum(volunteers.capacity - volunteers.load, kept),
        load=volunteers.load,
        fairness=open_.policies.fairness[volunteers.policy],
        r=pairs.r,
        v=pairs.v,
        score=total(open_),
        planned=pairs.planned,
        change=open_.of_residents(open_.policies.change[residents.policy]),
    )
    return problem, rows
