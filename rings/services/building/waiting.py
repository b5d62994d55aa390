"""Who waits for a ring of one kind: by municipality and village, and since when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from directory.localtime import local_date
from directory.models import Municipality
from directory.scope import Scope
from people.models import Person, Resident
from rings.models import Ring, RingMember
from rings.rules.gathering import Waiting
from rings.rules.sketch import Spot
from rings.services.matching.homes import with_home
from rings.services.matching.links import RUNS
from rings.services.matching.sides import waits_since
from volunteers.services.eligibility import Blockers, blockers_of

WAITS = (Resident.State.WAITING, Resident.State.ENQUIRY)


@dataclass(frozen=True)
class WaitingRow:
    """One who waits: where, so many whole days, for which hour. `why_not`: what bars them from a ring."""

    person: Person
    north: float
    east: float
    days: int
    why_not: Blockers

    @property
    def hour(self) -> time | None:
        """The hour at which they wish to be called, if they have said one."""
        return self.person.resident.call_time

    @property
    def place(self) -> Waiting:
        """The same for the rules."""
        return Waiting(self.person.pk, self.north, self.east, self.days)


@dataclass(frozen=True)
class Village:
    """Those who wait in one village, or in a municipality where no village is known; the longest first."""

    municipality: Municipality
    name: str
    rows: tuple[WaitingRow, ...]

    @property
    def longest(self) -> int:
        """How many days somebody has waited here at most."""
        return max(row.days for row in self.rows)

    @property
    def spot(self) -> Spot:
        """The same for the sketch: in the middle of those who live there."""
        count = len(self.rows)
        north = sum(row.north for row in self.rows) / count
        east = sum(row.east for row in self.rows) / count
        return Spot(self.name or str(self.municipality), north, east, count)


def waiting_for(
    kind: str, now: datetime, *, scope: Scope, municipality: Municipality | None = None
) -> list[WaitingRow]:
    """Return who waits for a ring of `kind`, as `scope` sees people, in four queries; the longest first."""
    today = local_date(now)
    people = list(_people(kind, scope, municipality))
    barred = blockers_of([person.pk for person in people], today, as_resident=True)
    return [
        WaitingRow(
            person=person,
            north=person.north,
            east=person.east,
            days=(today - local_date(person.since)).days,
            why_not=barred[person.pk],
        )
        for person in people
    ]


def _people(kind: str, scope: Scope, municipality: Municipality | None) -> QuerySet[Any]:
    wishes = Q(resident__wishes=[]) | Q(resident__wishes__icontains=f'"{kind}"')
    people = Person.objects.current().visible_to(scope).filter(wishes, resident__state__in=WAITS)
    if municipality is not None:
        people = people.filter(municipality=municipality)
    taken = RingMember.objects.filter(
        valid_until=None, ring__kind=kind, ring__state__in=RUNS
    ).exclude(role=RingMember.Role.HELPER)
    people = people.exclude(pk__in=taken.values("person"))
    placed = with_home(people.select_related("municipality", "resident"))
    waiting: QuerySet[Any] = placed.annotate(since=waits_since()).order_by("since", "pk")
    return waiting


def villages_of(rows: Iterable[WaitingRow]) -> list[Village]:
    """Return `rows` by municipality and village, in the order of their names."""
    found: dict[tuple[str, str], list[WaitingRow]] = {}
    for row in rows:
        key = (str(row.person.municipality), row.person.village.strip())
        found.setdefault(key, []).append(row)
    return [
        Village(some[0].person.municipality, name, tuple(some))
        for (_place, name), some in sorted(found.items(), key=lambda item: item[0])
    ]


def municipality_of(people: Iterable[Person]) -> Municipality:
    """Return the municipality in which most of `people` live; of equals the one with the lower number."""
    listed = list(people)
    count = Counter(person.municipality_id for person in listed)
    most = min(count, key=lambda pk: (-count[pk], pk))
    return next(p.municipality for p in listed if p.municipality_id == most)


def is_for_rings(kind: str) -> bool:
    """Tell whether the builder makes rings of `kind`."""
    return kind in {Ring.Kind.CALL, Ring.Kind.VISIT}
