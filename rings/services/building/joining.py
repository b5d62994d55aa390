"""Taking somebody into a ring from its suggestions: a hard rule bars them, against a soft one a cause is kept."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.localtime import local_date
from people.models import Person
from rings.models import Ring, RingMember
from rings.services.matching.facts import read_sides
from rings.services.matching.override import choose_despite
from rings.services.matching.pairs import judge
from rings.services.matching.rings import ask_of
from rings.services.planning.build import add_member, members_on
from volunteers.matching.explain import Explanation, explain

HELPER, RESIDENT = RingMember.Role.HELPER, RingMember.Role.RESIDENT


@transaction.atomic
def join_ring(
    ring: Ring, person: Person, role: str, *, cause: str, by: Actor, now: datetime
) -> RingMember:
    """Put `person` into `ring` as `role`, helper or resident, beside everybody on the other side.

    Raises `RefusedError` when a hard rule bars them from anybody there, or a soft one speaks against it and no
    `cause` is given; see `choose_despite`.
    """
    for resident, volunteer, found in pairs_with(ring, person, role, now):
        choose_despite(
            resident,
            volunteer,
            ring.kind,
            cause=cause,
            by=by,
            now=now,
            association=ring.association,
            found=found,
        )
    return add_member(ring, person, role, by=by, now=now)


def pairs_with(
    ring: Ring, person: Person, role: str, now: datetime
) -> Iterator[tuple[Person, Person, Explanation]]:
    """Yield each resident and volunteer whom `person` as `role` would bring together, and what the rules say."""
    members = members_on(ring, local_date(now))
    other_role = RESIDENT if role == HELPER else HELPER
    others = {m.person_id: m.person for m in members if m.role == other_role} | {person.pk: person}
    here = Person.objects.filter(pk__in=others.keys() - {person.pk})
    alone = Person.objects.filter(pk=person.pk)
    residents, volunteers = (here, alone) if role == HELPER else (alone, here)
    sides = read_sides(residents, volunteers, ask_of(ring, now))
    facts = judge(sides, sides.all_pairs()).facts
    for row in range(len(facts.pairs)):
        resident = int(facts.residents.id[facts.pairs.r[row]])
        volunteer = int(facts.volunteers.id[facts.pairs.v[row]])
        yield others[resident], others[volunteer], explain(facts, row)


def against(ring: Ring, person: Person, role: str, now: datetime) -> list[str]:
    """Return in words what soft rules say against it, each once."""
    found = pairs_with(ring, person, role, now)
    return list(dict.fromkeys(str(reason.words) for *_two, why in found for reason in why.soft))
