"""What calling off a day or some days would reach: looked at before anything happens, and again when it does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Prefetch, QuerySet

from directory.models import Municipality
from directory.scope import Scope
from people.models import Person, PersonNumber
from rings.models import Assignment, Occurrence, Ring, ScheduleRule
from rings.models.occurrence import OccurrenceQuerySet

Because = Occurrence.Because
# What a person already has to look into is not called off with the rest: it has begun.
IN_HAND = (Because.CONCERN, Because.HELP, Because.NO_ANSWER)


@dataclass(frozen=True)
class Reach:
    """One ring, or all rings of a municipality, on the local dates from `first` to `last`."""

    first: date
    last: date
    ring: Ring | None = None
    municipality: Municipality | None = None

    @property
    def name(self) -> str:
        """Return what it is called on a page."""
        return str(self.ring or self.municipality or "")


@dataclass(frozen=True)
class Helper:
    """One helper with what is called off for them. Whoever takes no texts is rung by the office."""

    person: Person
    rows: list[Occurrence]
    takes_texts: bool


@dataclass(frozen=True)
class Ahead:
    """What would be called off, in order of the hour; `begun`: open ones of those days that go on.

    `seen` tells this answer from any other: when it has changed, whoever decides looks again.
    """

    rows: list[Occurrence]
    helpers: list[Helper]
    begun: int
    seen: str

    @property
    def residents(self) -> list[Person]:
        """Return those to be told by telephone, each once, in order of the first hour."""
        return list({row.receiver_id: row.receiver for row in self.rows}.values())


def look_ahead(reach: Reach, scope: Scope, now: datetime) -> Ahead:
    """Return what calling off `reach` would do, of what `scope` may see; bounded queries."""
    rows = list(with_holders(affected(reach, scope, now)))
    open_then = _within(reach, scope).open().filter(span=ScheduleRule.Span.HOUR).count()
    return Ahead(rows, helpers_of(rows), open_then - len(rows), _fingerprint(rows))


def affected(reach: Reach, scope: Scope, now: datetime) -> QuerySet[Occurrence]:
    """Return the ones still to come that nobody is looking into. "Any time this week" bears a storm."""
    return (
        _within(reach, scope)
        .open()
        .filter(starts_at__gt=now, span=ScheduleRule.Span.HOUR)
        .exclude(because__in=IN_HAND)
        .order_by("starts_at", "pk")
    )


def with_holders(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return `rows` with whose duty each is, and with all that a text or a page says of them."""
    live = Assignment.objects.filter(state__in=Assignment.LIVE).select_related("person")
    return rows.select_related("ring", "receiver", "association").prefetch_related(
        Prefetch("assignments", queryset=live)
    )


def helpers_of(rows: Iterable[Occurrence]) -> list[Helper]:
    """Return the helpers of `rows` by name, each with their own; in one query for all numbers."""
    mine: dict[Person, list[Occurrence]] = defaultdict(list)
    for row in rows:
        if holder := row.holder():
            mine[holder.person].append(row)
    numbers = PersonNumber.objects.filter(person__in=[p.pk for p in mine])
    texted = {row.person_id for row in numbers.select_related("number") if row.number.can_take_sms}
    found = [Helper(person, some, person.pk in texted) for person, some in mine.items()]
    return sorted(found, key=lambda h: (h.person.last_name, h.person.first_name, h.person.pk))


def _within(reach: Reach, scope: Scope) -> OccurrenceQuerySet:
    rows = Occurrence.objects.visible_to(scope).filter(
        nominal_date__gte=reach.first, nominal_date__lte=reach.last, ring__isnull=False
    )
    if reach.ring:
        return rows.filter(ring=reach.ring)
    return rows.filter(municipality=reach.municipality)


def _fingerprint(rows: Sequence[Occurrence]) -> str:
    stand = [(row.pk, row.state, holder.pk if (holder := row.holder()) else 0) for row in rows]
    return sha256(repr(stand).encode()).hexdigest()[:16]
