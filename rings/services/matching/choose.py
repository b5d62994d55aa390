"""From a suggestion to a pair: looked at once more at that moment, so that nobody gets too many people."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.errors import RefusedError
from people.models import Person
from rings.models import Pair
from rings.services.matching.ask import Ask, policy_of
from rings.services.matching.facts import read_sides
from rings.services.matching.links import in_order
from rings.services.matching.override import choose_despite
from rings.services.matching.suggest import explanation_of
from rings.services.pairs.suggest import suggest_pair
from volunteers.matching.explain import Explanation, explain
from volunteers.models import Volunteer

Two = tuple[Person, Person]
NO_ROOM = _("Has no room for all who are ticked.")


@dataclass(frozen=True)
class NoLonger:
    """A resident and a volunteer who do not suit each other any more, and why."""

    resident: Person
    volunteer: Person
    words: str | Promise


class NoLongerError(Exception):
    """Some of those chosen together do not hold any more: none of them was written down."""

    def __init__(self, those: Sequence[NoLonger]) -> None:
        super().__init__(f"{len(those)} do not hold any more")
        self.those = those


@transaction.atomic
def suggest_one(
    resident: Person, volunteer: Person, kind: str, *, by: Actor, now: datetime, cause: str = ""
) -> Pair:
    """Suggest the two to each other; `cause` says why, where a soft rule speaks against it.

    Raises `RefusedError`, with the field "cause" when a cause alone is missing.
    """
    _hold([volunteer])
    found = explanation_of(resident, volunteer, kind, now)
    choose_despite(resident, volunteer, kind, cause=cause, by=by, now=now, found=found)
    return suggest_pair(resident, volunteer, kind, by=by, now=now, why=_why(found))


@transaction.atomic
def suggest_all(chosen: Sequence[Two], kind: str, *, by: Actor, now: datetime) -> list[Pair]:
    """Suggest all of these, residents of one municipality, or none.

    Raises `NoLongerError` with those that do not hold any more.
    """
    if not chosen:
        return []
    _hold([volunteer for _resident, volunteer in chosen])
    found = _Found(chosen, kind, now)
    made, no_longer = [], []
    for resident, volunteer in chosen:
        words = next(found.against(resident, volunteer), None)
        if words is None:
            why = _why(found.explained[resident.pk, volunteer.pk])
            try:
                made.append(suggest_pair(resident, volunteer, kind, by=by, now=now, why=why))
            except RefusedError as refused:
                words = refused.reason
        if words is not None:
            no_longer.append(NoLonger(resident, volunteer, words))
    if no_longer:
        raise NoLongerError(no_longer)
    return made


class _Found:
    """What speaks for and against each two, read for all of them at once."""

    def __init__(self, chosen: Sequence[Two], kind: str, now: datetime) -> None:
        office = chosen[0][0].municipality.associations.order_by("pk").first()
        ids = [(resident.pk, volunteer.pk) for resident, volunteer in chosen]
        residents = Person.objects.filter(pk__in={one for one, _other in ids})
        volunteers = Person.objects.filter(pk__in={other for _one, other in ids})
        sides = read_sides(residents, volunteers, Ask(kind, policy_of(office), now))
        facts = sides.facts(in_order(sides.keys.of(ids)))
        of_resident, of_volunteer = facts.residents.id, facts.volunteers
        self.explained: dict[tuple[int, int], Explanation] = {
            (int(of_resident[r]), int(of_volunteer.id[v])): explain(facts, row)
            for row, (r, v) in enumerate(zip(facts.pairs.r, facts.pairs.v, strict=True))
        }
        room = (of_volunteer.capacity - of_volunteer.load).tolist()
        self._room = dict(zip(of_volunteer.id.tolist(), room, strict=True))
        self._given: Counter[int] = Counter()

    def against(self, resident: Person, volunteer: Person) -> Iterator[str | Promise]:
        """Yield what speaks against the two; whoever is asked about has one person more."""
        self._given[volunteer.pk] += 1
        yield from (reason.words for reason in self.explained[resident.pk, volunteer.pk].against)
        if self._given[volunteer.pk] > self._room[volunteer.pk]:
            yield NO_ROOM


def _hold(volunteers: Collection[Person]) -> None:
    """Let nobody else give these volunteers anybody while this transaction runs."""
    rows = Volunteer.objects.filter(person__in=[each.pk for each in volunteers]).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def _why(found: Explanation) -> list[list[str | int]]:
    return [[part.name, part.points, str(part.words)] for part in found.speaks_for]
