"""Everything that speaks for and against one pair, in words for a coordinator."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from volunteers.matching.columns import Facts
from volunteers.matching.gates import GATES
from volunteers.matching.rules import Reason, masks, named
from volunteers.matching.score import PARTS
from volunteers.matching.soft import SOFT

# Said where nothing counts for a pair and nothing against it.
FREE = Reason("free", _("Nothing stands in the way."))


@dataclass(frozen=True)
class Explanation:
    """What speaks for a pair (the parts that count), what bars it, and what only a stated cause overrides."""

    speaks_for: tuple[Reason, ...]
    hard: tuple[Reason, ...]
    soft: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(reason.points for reason in self.speaks_for)

    @property
    def against(self) -> tuple[Reason, ...]:
        """All that speaks against the pair, the hard reasons first."""
        return self.hard + self.soft


def explain(facts: Facts, row: int) -> Explanation:
    """Return all reasons for and against the pair `row`."""
    one = facts.alone(row)
    given = [(part, int(part.points(one)[0])) for part in PARTS]
    hard, soft = int(masks(GATES, one)[0]), int(masks(SOFT, one)[0])
    speaks_for = [part.reason(one, points) for part, points in given if points]
    if not (speaks_for or hard or soft):
        speaks_for = [FREE]
    return Explanation(
        tuple(speaks_for),
        tuple(rule.reason(one, 0) for rule in named(GATES, hard)),
        tuple(rule.reason(one, 0) for rule in named(SOFT, soft)),
    )
