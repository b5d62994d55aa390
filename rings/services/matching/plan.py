"""A plan for everybody who waits for one kind of service: candidates, gates, score, the best plan, its proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
from django.db.models import Q, QuerySet

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person, Resident
from rings.models import Pair
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import Lap, no_lap, read_sides
from rings.services.matching.links import in_rings_of_two
from rings.services.matching.pairs import Judged, candidates
from rings.services.matching.reasons import Words, why_nobody
from volunteers.matching.certificate import Certificate, certify
from volunteers.matching.columns import Ints
from volunteers.matching.explain import explain
from volunteers.matching.problem import problem_of
from volunteers.matching.rules import Reason
from volunteers.matching.score import parts
from volunteers.matching.solve import solve
from volunteers.services.eligibility import blockers_of


@dataclass(frozen=True)
class Row:
    """One pair of the plan: who, what each part of the score gives, why, and whether they are a pair already."""

    resident_id: int
    volunteer_id: int
    parts: dict[str, int]
    why: tuple[Reason, ...]
    is_kept: bool

    @property
    def score(self) -> int:
        """The sum of the parts."""
        return sum(self.parts.values())


@dataclass(frozen=True)
class Unserved:
    """One who has nobody in the plan, and why."""

    resident_id: int
    reasons: tuple[Words, ...]


@dataclass(frozen=True)
class Matching:
    """The plan: `chosen` are rows of pairs in `judged`, by the resident. `refused`: who may have nobody at all."""

    judged: Judged
    chosen: Ints
    certificate: Certificate
    refused: Mapping[int, tuple[Words, ...]] = field(default_factory=dict)

    @property
    def served(self) -> int:
        """How many have somebody."""
        return len(self.chosen)

    @cached_property
    def rows(self) -> list[Row]:
        """Every pair of the plan, by the resident's number."""
        facts = self.judged.facts.take(self.chosen)
        points = {name: column.tolist() for name, column in parts(facts).items()}
        return [
            Row(
                resident_id=int(facts.residents.id[facts.pairs.r[n]]),
                volunteer_id=int(facts.volunteers.id[facts.pairs.v[n]]),
                parts={name: column[n] for name, column in points.items()},
                why=explain(facts, n).speaks_for,
                is_kept=bool(facts.pairs.planned[n]),
            )
            for n in range(len(self.chosen))
        ]

    @cached_property
    def unserved(self) -> list[Unserved]:
        """Everybody who has nobody, by their number."""
        ids = self.judged.facts.residents.id
        left = np.setdiff1d(np.arange(len(ids)), self.judged.facts.pairs.r[self.chosen])
        found = {int(ids[r]): tuple(why_nobody(self.judged, int(r))) for r in left}
        return [Unserved(pk, why) for pk, why in sorted({**found, **self.refused}.items())]


def plan_municipality(
    municipality: Municipality,
    kind: str,
    now: datetime,
    *,
    association: Association | None = None,
    scope: Scope | None = None,
    lap: Lap = no_lap,
) -> Matching:
    """Return the best plan of `kind` (of ServiceLine) for all of `municipality` who wait, and for those in pairs.

    `association`: whose weights count; else those of the first that works there. `scope`: whose eyes look.
    """
    office = association or municipality.associations.order_by("pk").first()
    ask = Ask(kind, policy_of(office), now)
    seen = Person.objects.current()
    seen = seen if scope is None else seen.visible_to(scope)
    return plan_for(
        seen.filter(asking_for(kind), municipality=municipality),
        seen.filter(helping_in(municipality), volunteer__isnull=False),
        ask,
        lap,
    )


def plan_for(
    residents: QuerySet[Person], volunteers: QuerySet[Person], ask: Ask, lap: Lap = no_lap
) -> Matching:
    """Return the best plan of who of `volunteers` helps whom of `residents`."""
    blocked = blockers_of(residents.values_list("pk", flat=True), ask.day, as_resident=True)
    refused = {pk: tuple(why) for pk, why in blocked.items() if why}
    served = residents.exclude(pk__in=list(refused)) if refused else residents
    sides = read_sides(served, volunteers, ask, lap)
    judged = candidates(sides, served, volunteers, ask, lap)
    problem, rows = problem_of(judged.facts, judged.barred)
    lap("score")
    plan = solve(problem)
    lap("solve")
    certificate = certify(problem, plan.chosen)
    lap("certificate")
    return Matching(judged, rows[plan.chosen], certificate, refused)


def asking_for(kind: str) -> Q:
    """Return the condition on people who wait for `kind`, or have somebody for it in the present plan."""
    wishes = Q(resident__wishes=[]) | Q(resident__wishes__icontains=f'"{kind}"')
    waits = Q(resident__state=Resident.State.WAITING) & wishes
    paired = Pair.objects.live().filter(kind=kind).values("resident")
    return waits | Q(pk__in=paired) | Q(pk__in=in_rings_of_two(kind).values("person"))


def helping_in(municipality: Municipality) -> Q:
    """Return the condition on people of the municipalities of those associations that work in this one."""
    offices = municipality.associations.order_by().values("pk")
    around = Municipality.objects.filter(associations__in=offices).order_by().values("pk")
    return Q(municipality=municipality) | Q(municipality__in=around)
