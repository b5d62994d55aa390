"""Hours of an office: sums of a period by kind of help and by volunteer, in a bounded number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, Sum

from directory.scope import Scope
from people.models import Person
from rings.models import ExtraWork
from rings.services.hours.log import done_turns, extra_work

KINDS = tuple(ExtraWork.Kind.values)


@dataclass(frozen=True)
class KindTotal:
    """One kind of help in the period; `people` are the distinct residents, `volunteers` the distinct helpers."""

    kind: str
    label: str
    times: int
    minutes: int
    people: int
    volunteers: int


@dataclass(frozen=True)
class Totals:
    """All of the period; somebody who helped in two ways counts once in `volunteers`."""

    kinds: tuple[KindTotal, ...]
    times: int
    minutes: int
    people: int
    volunteers: int


@dataclass
class VolunteerTotal:
    """What one volunteer did; `by_kind` in minutes."""

    person: Person
    times: int = 0
    minutes: int = 0
    by_kind: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))

    def add(self, kind: str, times: int, minutes: int) -> None:
        """Count `times` times of one kind, of `minutes` together."""
        self.times += times
        self.minutes += minutes
        self.by_kind[kind] = self.by_kind.get(kind, 0) + minutes


def totals(scope: Scope, start: date, end: date) -> Totals:
    """Return the sums of local dates [start, end) within `scope`, in four queries."""
    turns = done_turns(start, end).filter(scope.rings("occurrence__"))
    added = extra_work(start, end).filter(scope.rings())
    helped = _pairs(
        turns.order_by().values_list("occurrence__kind", "occurrence__receiver").distinct()
    )
    helpers = _pairs(
        [
            *turns.order_by().values_list("occurrence__kind", "person").distinct(),
            *added.order_by().values_list("kind", "person").distinct(),
        ]
    )
    sums = _sums(_by_kind(turns, added))
    kinds = tuple(
        KindTotal(
            kind,
            str(ExtraWork.Kind(kind).label),
            *sums[kind],
            people=len(helped[kind]),
            volunteers=len(helpers[kind]),
        )
        for kind in KINDS
        if kind in sums
    )
    return Totals(
        kinds,
        times=sum(row.times for row in kinds),
        minutes=sum(row.minutes for row in kinds),
        people=len(set().union(*helped.values())),
        volunteers=len(set().union(*helpers.values())),
    )


def by_volunteer(scope: Scope, start: date, end: date) -> list[VolunteerTotal]:
    """Return what each volunteer did on local dates [start, end) within `scope`, by name, in three queries."""
    turns = done_turns(start, end).filter(scope.rings("occurrence__"))
    added = extra_work(start, end).filter(scope.rings())
    found: dict[int, VolunteerTotal] = {}
    rows = list(_by_kind(turns, added, "person"))
    people = Person.objects.in_bulk({row["person"] for row in rows})
    for row in rows:
        one = found.setdefault(row["person"], VolunteerTotal(people[row["person"]]))
        one.add(row["what"], row["times"], row["minutes"])
    return sorted(
        found.values(), key=lambda v: (v.person.last_name, v.person.first_name, v.person.pk)
    )


def _by_kind(turns: Any, added: Any, *keys: str) -> Iterable[dict[str, Any]]:
    """Yield {keys, what, times, minutes} for each kind: of turns, then of what was added by hand."""
    yield from (
        turns.order_by()
        .values(*keys, what=F("occurrence__kind"))
        .annotate(times=Count("pk"), minutes=Sum("worked"))
    )
    own = Count("pk", filter=Q(is_correction=False))
    # `minutes` is a column of the row itself: the sum needs another name until it is read.
    for row in (
        added.order_by().values(*keys, what=F("kind")).annotate(times=own, all=Sum("minutes"))
    ):
        yield {**row, "minutes": row["all"]}


def _sums(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        times, minutes = found.get(row["what"], (0, 0))
        found[row["what"]] = (times + row["times"], minutes + row["minutes"])
    return found


def _pairs(rows: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for kind, pk in rows:
        found[kind].add(pk)
    return found
