"""Counting what came of the planned days, and holding it against what the plans promise."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum

from backend.rehearsal.facts import running_rings, who_is_away
from backend.rehearsal.promises import Key, Promise, promises
from directory.models import AuditEntry
from notifications.models import Message, PromptItem
from rings.models import Assignment, Occurrence, Offer, Outcome, Ring, RingMember
from rings.models.occurrence import OccurrenceQuerySet

SENT = ("accepted", "delivered", "unknown")
# A contact called off for one of these reasons is not what the plan promised.
NOT_CALLED_OFF = ("away", "rule_changed", "ring_ended", "left_ring")


@dataclass(frozen=True)
class Span:
    """`days` local dates from `first`."""

    first: date
    days: int

    @property
    def last(self) -> date:
        """Return the last of the dates."""
        return self.first + timedelta(days=self.days - 1)

    def occurrences(self) -> OccurrenceQuerySet:
        """Return everything planned for these dates."""
        return Occurrence.objects.filter(nominal_date__range=(self.first, self.last))


@dataclass(frozen=True)
class Held:
    """Where the tables do not keep what the plans promise, counted in occurrences."""

    missing: int
    doubled: int
    wrong_wall_time: int


def hold(span: Span) -> Held:
    """Compare what was planned with what the plans promise."""
    promised = promises(running_rings(), span.first, span.days, who_is_away(span.first))
    gone = Q(state="cancelled", reason__in=NOT_CALLED_OFF)
    rows = list(span.occurrences().filter(ring__isnull=False).exclude(gone))
    planned: dict[Key, Occurrence] = {}
    for row in rows:
        planned.setdefault((row.ring_id or 0, row.nominal_date, row.receiver_id, row.round), row)
    kept = promised.keys() & planned.keys()
    return Held(
        missing=len(promised.keys() - kept),
        doubled=len(rows) - len(kept),
        wrong_wall_time=sum(not _on_time(promised[key], planned[key]) for key in kept),
    )


def left_open(span: Span, now: datetime) -> int:
    """Count what is past its hour and neither ended nor in somebody's hands with a next look to come."""
    past = span.occurrences().open().filter(starts_at__lte=now)
    someone = Q(office_owner__isnull=False) | Q(
        pk__in=Assignment.objects.filter(state__in=Assignment.LIVE).values("occurrence")
    )
    return past.exclude(someone & Q(due_at__gt=now)).count()


def counts(span: Span) -> dict[str, int]:
    """Return how the occurrences went and what was sent, by the names of `Report`."""
    rows = span.occurrences()
    ids = set(rows.values_list("pk", flat=True))
    at_office = _moved_to("escalated", ids)
    offered = set(Offer.objects.filter(occurrence__in=rows).values_list("occurrence", flat=True))
    sent = Message.objects.filter(state__in=SENT)
    return {
        "planned": rows.exclude(state="cancelled").count(),
        "reminded": len(_asked_about() & ids),
        "done": rows.filter(state="done").count(),
        "no_answer": _distinct(Outcome.objects.filter(occurrence__in=rows, result="no_answer")),
        "substituted": _distinct(
            Assignment.objects.filter(occurrence__in=rows, origin__in=("substitute", "offer"))
        ),
        "escalated": len(at_office | offered),
        "to_coordinator": len(at_office),
        "messages": sent.count(),
        "parts": sent.aggregate(parts=Sum("parts"))["parts"] or 0,
    }


def people() -> dict[str, int]:
    """Return how many take part in the running rings."""
    members = RingMember.objects.filter(ring__in=Ring.objects.running())
    served = members.filter(role__in=("resident", "both"))
    helpers = members.filter(role="helper")
    return {
        "residents": served.values("person").distinct().count(),
        "volunteers": helpers.values("person").distinct().count(),
        "rings": Ring.objects.running().count(),
    }


def _on_time(promise: Promise, row: Occurrence) -> bool:
    return (row.wall_time, row.starts_at) == (promise.wall_time, promise.instant)


def _moved_to(state: str, ids: set[int]) -> set[int]:
    moves = AuditEntry.objects.filter(subject="occurrence", after=state)
    return ids & set(moves.values_list("subject_id", flat=True))


def _asked_about() -> set[int]:
    """Return the occurrences that some text asked about."""
    items = PromptItem.objects.filter(about__startswith="occurrence:")
    return {int(about.split(":")[1]) for about in items.values_list("about", flat=True).distinct()}


def _distinct(rows: QuerySet[Outcome] | QuerySet[Assignment]) -> int:
    return rows.values("occurrence").distinct().count()
