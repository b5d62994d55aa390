"""Which residents and volunteers are looked at together, and what the rules say of each two."""

from dataclasses import dataclass, fields

import numpy as np
from django.db.models import QuerySet

from people.models import Person
from rings.services.matching.ask import Ask
from rings.services.matching.facts import Lap, Sides, no_lap
from rings.services.matching.links import among, in_order
from rings.services.matching.near import PAIRS_IN_ANY_CASE, Near, near_cells, nearest
from volunteers.matching.columns import Facts, Ints, Pairs
from volunteers.matching.gates import GATES
from volunteers.matching.rules import Masks, masks
from volunteers.matching.soft import SOFT

# Whoever finds fewer than so many is looked for among all in reach, up to so many pairs in all.
ENOUGH, PAIRS_OF_THE_FEW = 5, 500_000
# Further than any two people of one country: for calls, which are made from anywhere.
ANYWHERE_KM = 3_000.0


@dataclass(frozen=True)
class Judged:
    """Pairs, ordered by resident and volunteer, with the gates and the soft rules that speak against each."""

    facts: Facts
    hard: Masks
    soft: Masks

    @property
    def barred(self) -> Masks:
        """What keeps each pair out of a plan: a soft rule does so too, unless they are a pair already."""
        kept = self.facts.pairs.planned
        return np.where(self.hard != 0, self.hard, np.where(kept, np.uint32(0), self.soft))


def candidates(
    sides: Sides,
    residents: QuerySet[Person],
    volunteers: QuerySet[Person],
    ask: Ask,
    lap: Lap = no_lap,
) -> Judged:
    """Return for each resident the nearest volunteers and everybody they know, judged."""
    may_help = _who_may_help(sides)
    farthest = float(sides.volunteers.radius_km.max(initial=0)) if ask.is_visit else ANYWHERE_KM
    near = near_cells(residents, volunteers, farthest)
    everybody = np.arange(len(sides.residents))
    keys = _keys_near(sides, everybody, may_help, near)
    lap("candidates")
    found = judge(sides, in_order(keys, sides.links.all()), lap)
    few = np.flatnonzero(_choices(found) < ENOUGH)
    more = _keys_near(sides, few, may_help, near, PAIRS_OF_THE_FEW)
    more = more[~among(more, _keys_of(sides, found))]
    return _together(sides, found, judge(sides, more, lap)) if len(more) else found


def _who_may_help(sides: Sides) -> Ints:
    """Return the rows of volunteers to look among: of many only those who could take anybody at all.

    Of few all, so that what bars them can be said.
    """
    if len(sides.residents) * len(sides.volunteers) <= PAIRS_IN_ANY_CASE:
        return np.arange(len(sides.volunteers))
    return np.flatnonzero(masks(GATES, sides.pairs_with_nobody()) == 0)


def judge(sides: Sides, keys: Ints, lap: Lap = no_lap) -> Judged:
    """Return what the rules say of the pairs that `keys` number."""
    facts = sides.facts(keys)
    lap("facts")
    judged = judged_facts(facts)
    lap("gates")
    return judged


def judged_facts(facts: Facts) -> Judged:
    """Return what the rules say of the pairs of `facts`."""
    return Judged(facts, masks(GATES, facts), masks(SOFT, facts))


def _keys_near(sides: Sides, residents: Ints, volunteers: Ints, near: Near, *most: int) -> Ints:
    """Return the keys of each of these rows of residents with the nearest of these rows of volunteers."""
    if not (len(residents) and len(volunteers)):
        return np.zeros(0, np.int64)
    homes, others = sides.homes.take(residents), sides.other_homes.take(volunteers)
    r, v = nearest(homes, others, near, *most)
    return sides.keys.of_rows(residents[r], volunteers[v])


def _choices(judged: Judged) -> Ints:
    """Return how many volunteers each resident may have."""
    may = judged.facts.pairs.r[judged.barred == 0]
    choices: Ints = np.bincount(may, minlength=len(judged.facts.residents))
    return choices


def _keys_of(sides: Sides, judged: Judged) -> Ints:
    return sides.keys.of_rows(judged.facts.pairs.r, judged.facts.pairs.v)


def _together(sides: Sides, one: Judged, other: Judged) -> Judged:
    """Return the pairs of both in order."""
    order = np.argsort(np.concatenate([_keys_of(sides, one), _keys_of(sides, other)]))
    both = (one.facts.pairs, other.facts.pairs)
    columns = {
        f.name: np.concatenate([getattr(part, f.name) for part in both])[order]
        for f in fields(Pairs)
    }
    facts = Facts(one.facts.residents, one.facts.volunteers, Pairs(**columns), one.facts.policies)
    hard = np.concatenate([one.hard, other.hard])[order]
    soft = np.concatenate([one.soft, other.soft])[order]
    return Judged(facts, hard, soft)
