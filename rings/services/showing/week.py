"""The turns of one week as they stand, for paper: who contacts whom when, and on which number."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Prefetch, QuerySet

from directory.scope import Scope
from people.models import Person, PersonNumber
from rings.models import Assignment, Occurrence, Ring

DAYS = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """One call or visit on paper. `phone` is the receiver's first number (E.164), or empty."""

    occurrence_id: int
    day: date
    wall_time: time
    receiver: Person
    phone: str
    helper: Person | None
    ring_name: str


def turns_of_ring(ring: Ring, monday: date) -> list[Turn]:
    """Return the turns of `ring` in the week that begins on `monday`."""
    return _turns(Occurrence.objects.filter(ring=ring), monday)


def turns_of_person(person: Person, scope: Scope, monday: date) -> list[Turn]:
    """Return the turns that `person` has in the week that begins on `monday`, in the rings in scope."""
    duties = Assignment.objects.filter(person=person, state__in=Assignment.LIVE)
    mine = Occurrence.objects.visible_to(scope).filter(pk__in=duties.values("occurrence"))
    return _turns(mine, monday)


def _turns(occurrences: QuerySet[Occurrence], monday: date) -> list[Turn]:
    numbers = PersonNumber.objects.select_related("number")
    duties = Assignment.objects.exclude(state=Assignment.State.RELEASED).select_related("person")
    rows = (
        occurrences.filter(nominal_date__gte=monday, nominal_date__lt=monday + DAYS)
        .exclude(state__in=[Occurrence.State.CANCELLED, Occurrence.State.MOVED])
        .select_related("ring", "receiver")
        .prefetch_related(
            Prefetch("receiver__numbers", queryset=numbers),
            Prefetch("assignments", queryset=duties.order_by("-pk"), to_attr="latest"),
        )
        .order_by("nominal_date", "wall_time", "pk")
    )
    return [_turn(row) for row in rows]


def _turn(row: Occurrence) -> Turn:
    latest: list[Assignment] = row.latest  # type: ignore[attr-defined]  # prefetched above
    numbers = list(row.receiver.numbers.all())
    return Turn(
        occurrence_id=row.pk,
        day=row.nominal_date,
        wall_time=row.wall_time,
        receiver=row.receiver,
        phone=numbers[0].number.e164 if numbers else "",
        helper=latest[0].person if latest else None,
        ring_name=row.ring.name if row.ring else "",
    )
