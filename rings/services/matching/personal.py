"""What bars a volunteer from one resident because of who the two are: requests use it beside their own gates."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

import numpy as np

from people.models import Person
from rings.services.matching.ask import Ask, as_columns
from rings.services.matching.facts import nothing_known
from rings.services.matching.sides import Tables, read_bare_volunteers, read_residents
from volunteers.matching.columns import Facts
from volunteers.matching.gates import GATES, LIMITS
from volunteers.matching.rules import Reason, masks, named
from volunteers.models import MatchPolicy, Preference

PERSONAL = frozenset({"language", "woman", "man", "apart", *LIMITS})
_RULES = tuple(rule for rule in GATES if rule.name in PERSONAL)


def personal_bars(
    resident: Person, volunteer_ids: Collection[int], kind: str, now: datetime
) -> Mapping[int, tuple[Reason, ...]]:
    """Return the personal gates that bar each of `volunteer_ids`; whoever none bars is left out. Three queries."""
    ask, tables = Ask(kind, MatchPolicy(), now), Tables()
    residents, _home = read_residents(Person.objects.filter(pk=resident.pk), ask, tables)
    people = Person.objects.filter(pk__in=volunteer_ids)
    volunteers, _homes = read_bare_volunteers(people, ask, tables)
    apart = Preference.objects.standing().filter(
        resident=resident, volunteer__in=volunteer_ids, kind=Preference.Kind.APART
    )
    pairs = replace(
        nothing_known(len(volunteers)),
        apart=np.isin(volunteers.id, list(apart.values_list("volunteer", flat=True))),
    )
    facts = Facts(residents, volunteers, pairs, as_columns(ask.policy))
    found = masks(_RULES, facts)
    return {
        int(volunteers.id[row]): tuple(
            rule.reason(facts, int(row)) for rule in named(_RULES, int(found[row]))
        )
        for row in np.flatnonzero(found)
    }
