"""Who might help one resident, or join one ring: ranked, with all that speaks for and against each.

Beside them the familiar names that are missing, and why: people of past contacts, of a stated wish, of the same
village or of a ring in common, whom a coordinator would think of first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.models import Association, Municipality
from directory.scope import Scope
from people.models import Person
from rings.models import RingMember
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import Sides, read_sides
from rings.services.matching.links import among, in_order
from rings.services.matching.pairs import Judged, candidates, judge
from rings.services.matching.plan import helping_in
from rings.services.matching.reasons import Words, why_nobody
from volunteers.matching.columns import Bools, Ints
from volunteers.matching.explain import Explanation, explain
from volunteers.matching.score import total

MOST_SHOWN = 10


@dataclass(frozen=True)
class Suggestion:
    """One person, what speaks for and against them, and why their name comes to mind."""

    person: Person
    explanation: Explanation
    familiar: tuple[Words, ...] = ()

    @property
    def score(self) -> int:
        """The sum of what speaks for them."""
        return self.explanation.score

    @property
    def needs_a_cause(self) -> bool:
        """Tell whether a soft rule speaks against them: see `override`."""
        return bool(self.explanation.soft)


@dataclass(frozen=True)
class Suggestions:
    """`ranked`: who may be asked, the best first, those against a soft rule after the others. `missing`: familiar
    people whom a gate bars. `others`: when nobody is ranked, what bars the most.
    """

    ranked: list[Suggestion]
    missing: list[Suggestion]
    others: list[Words] = field(default_factory=list)


def suggestions_for(
    resident: Person,
    kind: str,
    now: datetime,
    *,
    scope: Scope,
    association: Association | None = None,
    most: int = MOST_SHOWN,
) -> Suggestions:
    """Return who might help `resident` with a service of `kind` (of ServiceLine), as `scope` sees people."""
    office = association or resident.municipality.associations.order_by("pk").first()
    ask = Ask(kind, policy_of(office), now)
    residents = Person.objects.filter(pk=resident.pk)
    volunteers = helpers_for(resident.municipality, scope)
    sides = read_sides(residents, volunteers, ask)
    familiar = _familiar(sides, resident, volunteers)
    near = candidates(sides, residents, volunteers, ask)
    keys = sides.keys.of_rows(near.facts.pairs.r, near.facts.pairs.v)
    judged = judge(sides, in_order(keys, *familiar.values()))
    return _suggestions(sides, judged, familiar, most)


def explanation_of(
    resident: Person,
    volunteer: Person,
    kind: str,
    now: datetime,
    association: Association | None = None,
) -> Explanation:
    """Return all that speaks for and against these two, whoever they are."""
    office = association or resident.municipality.associations.order_by("pk").first()
    ask = Ask(kind, policy_of(office), now)
    one, other = (Person.objects.filter(pk=person.pk) for person in (resident, volunteer))
    sides = read_sides(one, other, ask)
    return explain(sides.facts(sides.all_pairs()), 0)


def helpers_for(municipality: Municipality, scope: Scope) -> QuerySet[Person]:
    """Return the volunteers whom `scope` sees of all municipalities of the associations that work in this one."""
    people = Person.objects.current().visible_to(scope)
    return people.filter(helping_in(municipality), volunteer__isnull=False)


def _familiar(sides: Sides, resident: Person, volunteers: QuerySet[Person]) -> dict[Words, Ints]:
    """Return the keys of those whose names come to mind, by why."""
    village = resident.village.strip()
    here = volunteers.filter(municipality=resident.municipality_id, village__iexact=village)
    neighbours = here.values_list("pk", flat=True) if village else []
    rings = RingMember.objects.filter(person=resident, valid_until=None).values("ring")
    members = RingMember.objects.filter(ring__in=rings, valid_until=None)
    return _ties(sides) | {
        _("Is in the same ring."): _with(sides, resident, members.values_list("person", flat=True)),
        _("Lives in the same village."): _with(sides, resident, neighbours),
    }


def _ties(sides: Sides) -> dict[Words, Ints]:
    """Return the keys of those who have to do with each other already, by how."""
    links = sides.links
    return {
        _("They are a pair already."): links.planned,
        _("They have met."): links.contacts,
        _("A wish about these two is recorded."): in_order(links.together, links.apart),
    }


def familiar_words(sides: Sides, judged: Judged, rows: Ints) -> tuple[Words, ...]:
    """Return what any of the pairs `rows` have to do with each other already."""
    pairs = judged.facts.pairs
    keys = sides.keys.of_rows(pairs.r[rows], pairs.v[rows])
    return tuple(words for words, those in _ties(sides).items() if among(keys, those).any())


def _with(sides: Sides, resident: Person, ids: Iterable[int]) -> Ints:
    return in_order(sides.keys.of((resident.pk, pk) for pk in ids))


def _suggestions(
    sides: Sides, judged: Judged, familiar: dict[Words, Ints], most: int
) -> Suggestions:
    pairs = judged.facts.pairs
    keys = sides.keys.of_rows(pairs.r, pairs.v)
    known = {words: among(keys, those) for words, those in familiar.items()}
    score = total(judged.facts)
    may = np.flatnonzero(judged.hard == 0)
    order = np.lexsort((pairs.v[may], -score[may], judged.soft[may] != 0))
    comes_to_mind = np.logical_or.reduce([*known.values(), np.zeros(len(keys), np.bool_)])
    barred = np.flatnonzero((judged.hard != 0) & comes_to_mind)
    others = [] if len(may) else why_nobody(judged, 0)
    shown = [*may[order][:most].tolist(), *barred.tolist()]
    ids = [int(judged.facts.volunteers.id[pairs.v[row]]) for row in shown]
    people = Person.objects.select_related("municipality", "volunteer").in_bulk(ids)
    found = [
        Suggestion(people[pk], explain(judged.facts, row), _why_familiar(known, row))
        for pk, row in zip(ids, shown, strict=True)
    ]
    ranked = min(len(may), most)
    return Suggestions(found[:ranked], found[ranked:], others)


def _why_familiar(known: dict[Words, Bools], row: int) -> tuple[Words, ...]:
    return tuple(words for words, those in known.items() if those[row])
