"""What the auditor looks for in rings: one query for each promise."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from directory.findings import Finding
from directory.localtime import local_date
from directory.models import User
from directory.scope import Scope, scope_of
from rings.models import (
    Assignment,
    Escalation,
    GigRequest,
    MonthReport,
    Occurrence,
    Offer,
    Ring,
    Swap,
)
from rings.services.concerns.audit import concern_findings
from rings.services.gigs.audit import gig_findings

GRACE = timedelta(minutes=5)
# A day behind the horizon is being made good by the next tick; two are not.
PLANNED_AT_LEAST = timedelta(days=54)


def findings(now: datetime) -> list[Finding]:
    """Return every open thing of rings without a future step, an owner or a parent that is open."""
    return [
        *_occurrences(now),
        *_duties(),
        *_offers(now),
        *_swaps(now),
        *_ladders(),
        *_rings(now),
        *concern_findings(now),
        *gig_findings(now),
        *_month_reports(now),
        *_requests(now),
    ]


def _occurrences(now: datetime) -> Iterator[Finding]:
    is_open = Occurrence.objects.open()
    yield from _each("occurrence", "overdue", is_open.filter(due_at__lt=now - GRACE))
    yield from _each("occurrence", "no_due_time", is_open.filter(due_at=None))
    with_office = is_open.filter(state=Occurrence.State.ESCALATED)
    yield from _ownerless(with_office, now)
    breaks = is_open.filter(ring__topology=Ring.Topology.CIRCLE, state="no_answer")
    yield from _each("occurrence", "break_without_owner", breaks.filter(office_owner=None))
    begun = is_open.filter(state__in=["reminded", "acknowledged", "no_answer"])
    held = begun.filter(assignments__state__in=Assignment.LIVE)
    yield from _each("occurrence", "nobody_responsible", begun.exclude(pk__in=held.values("pk")))
    # One of days ago that was just given to somebody else begins with the next minute.
    gone_by = is_open.filter(state=Occurrence.State.PLANNED, starts_at__lt=now - timedelta(days=1))
    yield from _each("occurrence", "never_begun", gone_by.filter(due_at__gt=now))


def _ownerless(rows: QuerySet[Occurrence], now: datetime) -> Iterator[Finding]:
    """An owner who can no longer sign in and see it is none."""
    yield from _each("occurrence", "no_owner", rows.filter(office_owner=None))
    owned = rows.exclude(office_owner=None)
    yield from _unanswered(owned, "occurrence", "no_owner", "office_owner", now)


def _unanswered(
    rows: QuerySet[Any], subject: str, problem: str, field: str, now: datetime
) -> Iterator[Finding]:
    """Find the rows whose member of staff in `field` can no longer see it; one query a person."""
    found = rows.values_list("pk", field, "municipality", "association")
    scopes: dict[int, Scope] = {}
    for pk, user_id, place, association in found:
        if user_id not in scopes:
            scopes[user_id] = scope_of(User.objects.get(pk=user_id), local_date(now))
        if not scopes[user_id].covers(place, association):
            yield Finding(subject, pk, problem)


def _duties() -> Iterator[Finding]:
    left = Assignment.objects.filter(
        state__in=Assignment.LIVE, occurrence__state__in=Occurrence.TERMINAL
    )
    yield from _each("assignment", "left_open", left)


def _offers(now: datetime) -> Iterator[Finding]:
    is_open = Offer.objects.filter(state=Offer.State.OPEN)
    stale = Q(due_at__lt=now - GRACE) | Q(occurrence__state__in=Occurrence.TERMINAL)
    yield from _each("offer", "left_open", is_open.filter(stale))


def _swaps(now: datetime) -> Iterator[Finding]:
    overdue = Swap.objects.filter(state=Swap.State.ASKED, due_at__lt=now - GRACE)
    yield from _each("swap", "left_open", overdue)


def _ladders() -> Iterator[Finding]:
    left = Escalation.objects.filter(
        state=Escalation.State.RUNNING, occurrence__state__in=Occurrence.TERMINAL
    )
    yield from _each("escalation", "left_open", left)


def _rings(now: datetime) -> Iterator[Finding]:
    until = local_date(now) + PLANNED_AT_LEAST
    behind = Q(generated_until=None) | Q(generated_until__lt=until)
    yield from _each("ring", "not_planned", Ring.objects.running().filter(behind))
    yield from _unanswered(Ring.objects.running(), "ring", "no_coordinator", "coordinator", now)


def _month_reports(now: datetime) -> Iterator[Finding]:
    asked = MonthReport.objects.filter(state=MonthReport.State.ASKED, due_at__lt=now - GRACE)
    yield from _each("month_report", "overdue", asked)


def _requests(now: datetime) -> Iterator[Finding]:
    waiting = GigRequest.objects.filter(state=GigRequest.State.NEW).exclude(owner=None)
    yield from _unanswered(waiting, "gig_request", "no_owner", "owner", now)


def _each(subject: str, problem: str, rows: QuerySet[Any]) -> Iterator[Finding]:
    return (Finding(subject, pk, problem) for pk in rows.values_list("pk", flat=True).distinct())
