"""Which callings-off somebody may see, and what each of them is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from directory.scope import Scope
from notifications.models import Message
from people.models import Person, PersonNumber
from rings.models import Assignment, BulkCancel, Occurrence
from rings.models.occurrence import OccurrenceQuerySet
from rings.services.bulk.call_off import can_undo
from rings.services.bulk.memory import called_off_by
from rings.services.bulk.tell import PURPOSE, about

TOLD = frozenset({"accepted", "sent", "delivered", "pending", "held", "sending"})


@dataclass(frozen=True)
class ToRing:
    """Somebody whom the office tells by telephone. `phone` is their first number (E.164), or empty."""

    person: Person
    phone: str


@dataclass(frozen=True)
class CalledOff:
    """What one calling-off did: its rows, whom to ring, and how many still could be planned again."""

    bulk: BulkCancel
    rows: Sequence[Occurrence]
    residents: list[ToRing]
    helpers: list[ToRing]
    left: int
    minutes_left: int

    @property
    def can_undo(self) -> bool:
        """Tell whether it can still be undone."""
        return self.minutes_left > 0


def called_off_in(scope: Scope, first: date, last: date) -> list[BulkCancel]:
    """Return what was called off of the days from `first` to `last`, the newest first; one query."""
    seen = Occurrence.objects.visible_to(scope).filter(bulk_cancel__isnull=False)
    rows = BulkCancel.objects.filter(first__lte=last, last__gte=first, undone_at=None)
    found = rows.filter(pk__in=seen.order_by().values("bulk_cancel"))
    return list(found.select_related("ring", "municipality", "by"))


def is_all_visible(bulk: BulkCancel, scope: Scope) -> bool:
    """Tell whether `scope` sees everything that `bulk` called off: who does not may not undo it."""
    return _rows(bulk).visible_to(scope).count() == len(bulk.before["occurrences"])


def details(bulk: BulkCancel, now: datetime) -> CalledOff:
    """Return what `bulk` did and whom to ring; seven queries, however many it was."""
    rows = list(_with_everybody(_rows(bulk).order_by("starts_at", "pk")))
    told = set(
        Message.objects.filter(purpose=PURPOSE, about=about(bulk), state__in=TOLD)
        .order_by()
        .values_list("person_id", flat=True)
    )
    duties = set(map(int, bulk.before["duties"]))
    helpers = {a.person for row in rows for a in row.assignments.all() if a.pk in duties}
    residents = {row.receiver: None for row in rows}
    numbers = _first_numbers([*residents, *helpers])
    untold = sorted((p for p in helpers if p.pk not in told), key=lambda p: (p.last_name, p.pk))
    seconds = (bulk.hold_until - now).total_seconds()
    return CalledOff(
        bulk=bulk,
        rows=rows,
        residents=[ToRing(person, numbers.get(person.pk, "")) for person in residents],
        helpers=[ToRing(person, numbers.get(person.pk, "")) for person in untold],
        left=called_off_by(bulk).filter(starts_at__gt=now).count(),
        minutes_left=max(1, -int(-seconds // 60)) if can_undo(bulk, now) else 0,
    )


def _rows(bulk: BulkCancel) -> OccurrenceQuerySet:
    return Occurrence.objects.filter(pk__in=[int(pk) for pk in bulk.before["occurrences"]])


def _with_everybody(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    people = Assignment.objects.select_related("person")
    return rows.select_related("ring", "receiver").prefetch_related(
        Prefetch("assignments", queryset=people)
    )


def _first_numbers(people: Sequence[Person]) -> dict[int, str]:
    found: dict[int, str] = {}
    rows = PersonNumber.objects.filter(person__in=[p.pk for p in people])
    for row in rows.order_by("position", "pk").select_related("number"):
        found.setdefault(row.person_id, row.number.e164)
    return found
