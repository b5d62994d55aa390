"""Who could join a ring or take a call: people of the right side, with what stands in the way in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.scope import Scope
from people.models import Person
from rings.models import Occurrence, Ring, RingMember
from rings.services.busy.conflicts import busy_hours, conflicts, slot_of
from volunteers.services.eligibility import blockers_of

AWAY = _("Is away.")


@dataclass(frozen=True)
class Candidate:
    """One person with why not; no reasons means that they may. `busy` warns of other duties at that hour."""

    person: Person
    why_not: tuple[str | Promise, ...]
    busy: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Tell whether the person may be chosen."""
        return not self.why_not


def is_served(role: str) -> bool:
    """Tell whether somebody in `role` is judged as a resident: rung, visited, or in a circle."""
    return role != RingMember.Role.HELPER


def people_for_role(ring: Ring, role: str, scope: Scope) -> QuerySet[Person]:
    """Return the people of the right side in scope who are not in the ring."""
    side = "resident__isnull" if is_served(role) else "volunteer__isnull"
    inside = ring.members.filter(valid_until__isnull=True).values("person")
    people = Person.objects.visible_to(scope).filter(**{side: False}, erased_at__isnull=True)
    return people.exclude(pk__in=inside).select_related("municipality", "resident", "volunteer")


def volunteers_in(scope: Scope) -> QuerySet[Person]:
    """Return every volunteer in scope, whatever their state."""
    people = Person.objects.visible_to(scope).filter(volunteer__isnull=False)
    return people.filter(erased_at__isnull=True).select_related("municipality", "volunteer")


def helpers_of_ring(occurrence: Occurrence) -> list[Candidate]:
    """Return the others who help in the ring of `occurrence`, in order, each with why not that day."""
    helps = (RingMember.Role.HELPER, RingMember.Role.BOTH)
    holder = occurrence.holder()
    not_these = [occurrence.receiver_id, *([holder.person_id] if holder else [])]
    members = RingMember.objects.on(occurrence.nominal_date).filter(
        ring=occurrence.ring_id, role__in=helps
    )
    people = [m.person for m in members.exclude(person__in=not_these).select_related("person")]
    as_resident = occurrence.topology == Ring.Topology.CIRCLE
    return judged(people, occurrence.nominal_date, as_resident=as_resident)


def with_busy(
    candidates: Iterable[Candidate], occurrence: Occurrence, scope: Scope
) -> list[Candidate]:
    """Return `candidates` with what else each does at the hour of `occurrence`; the free ones first."""
    listed = list(candidates)
    ids = [candidate.person.pk for candidate in listed]
    found = conflicts(ids, slot_of(occurrence), scope=scope, but=[occurrence.pk])
    marked = [
        replace(c, busy=tuple(busy_hours(found.get(c.person.pk, ())))) if c.fits else c
        for c in listed
    ]
    return sorted(marked, key=lambda c: (not c.fits, bool(c.busy)))


def judged(people: Iterable[Person], day: date, *, as_resident: bool) -> list[Candidate]:
    """Return each of `people` with what bars them on `day`, in four queries whatever their number."""
    listed = list(people)
    ids = [p.pk for p in listed]
    found = blockers_of(ids, day, as_resident=as_resident)
    away = set(Person.objects.filter(pk__in=ids).away_on(day).values_list("pk", flat=True))
    return [Candidate(p, (*found[p.pk], *((AWAY,) if p.pk in away else ()))) for p in listed]
