"""What the auditor looks for in rings: what is open without a future step, an owner or a parent that is open."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from directory.findings import Audit, Breach, Finding
from directory.localtime import local_date
from directory.scope import scopes_of
from rings.machines import CONCERN
from rings.models import (
    Assignment,
    Concern,
    Escalation,
    GigRequest,
    MonthReport,
    Occurrence,
    Offer,
    Ring,
    Swap,
)
from rings.services.concerns.audit import OF_CONCERNS
from rings.services.gigs.audit import OF_GIGS
from rings.services.pairs.audit import OF_PAIRS

GRACE = timedelta(minutes=5)
A_DAY = timedelta(days=1)
# A day behind the horizon is being made good by the next tick; two are not.
PLANNED_AT_LEAST = timedelta(days=54)

State = Occurrence.State
# The occurrence of another row, ended: asked from the other side, so that the history is not gone through.
ENDED = Exists(Occurrence.objects.filter(pk=OuterRef("occurrence"), state__in=Occurrence.TERMINAL))


def findings(now: datetime) -> list[Finding]:
    """Return everything in rings that would be forgotten at `now`."""
    return AUDIT.findings(now) + _out_of_sight(now)


def _open() -> QuerySet[Any]:
    return Occurrence.objects.open()


def _without_owner(_now: datetime, _day: date) -> QuerySet[Any]:
    return Occurrence.objects.filter(state=State.ESCALATED, office_owner=None)


def _broken_circles(_now: datetime, _day: date) -> QuerySet[Any]:
    breaks = Occurrence.objects.filter(state=State.NO_ANSWER, office_owner=None)
    return breaks.filter(ring__topology=Ring.Topology.CIRCLE)


def _nobodys(_now: datetime, _day: date) -> QuerySet[Any]:
    begun = Occurrence.objects.filter(
        state__in=[State.REMINDED, State.ACKNOWLEDGED, State.NO_ANSWER]
    )
    held = Assignment.objects.filter(occurrence=OuterRef("pk"), state__in=Assignment.LIVE)
    return begun.filter(~Exists(held))


def _never_begun(now: datetime, _day: date) -> QuerySet[Any]:
    """One of days ago that was just given to somebody else begins with the next minute."""
    planned = Occurrence.objects.filter(state=State.PLANNED, due_at__gt=now)
    return planned.filter(starts_at__lt=now - A_DAY)


def _duties(_now: datetime, _day: date) -> QuerySet[Any]:
    return Assignment.objects.filter(ENDED, state__in=Assignment.LIVE)


def _offers(now: datetime, _day: date) -> QuerySet[Any]:
    stale = Q(due_at__lt=now - GRACE) | ENDED
    return Offer.objects.filter(stale, state=Offer.State.OPEN)


def _swaps(now: datetime, _day: date) -> QuerySet[Any]:
    return Swap.objects.filter(state=Swap.State.ASKED, due_at__lt=now - GRACE)


def _ladders(_now: datetime, _day: date) -> QuerySet[Any]:
    return Escalation.objects.filter(ENDED, state=Escalation.State.RUNNING)


def _not_planned(_now: datetime, day: date) -> QuerySet[Any]:
    behind = Q(generated_until=None) | Q(generated_until__lt=day + PLANNED_AT_LEAST)
    return Ring.objects.running().filter(behind)


def _month_reports(now: datetime, _day: date) -> QuerySet[Any]:
    return MonthReport.objects.filter(state=MonthReport.State.ASKED, due_at__lt=now - GRACE)


AUDIT = Audit(
    [
        Breach("occurrence", "overdue", lambda now, day: _open().filter(due_at__lt=now - GRACE)),
        Breach("occurrence", "no_due_time", lambda now, day: _open().filter(due_at=None)),
        Breach("occurrence", "no_owner", _without_owner),
        Breach("occurrence", "break_without_owner", _broken_circles),
        Breach("occurrence", "nobody_responsible", _nobodys),
        Breach("occurrence", "never_begun", _never_begun),
        Breach("assignment", "left_open", _duties),
        Breach("offer", "left_open", _offers),
        Breach("swap", "left_open", _swaps),
        Breach("escalation", "left_open", _ladders),
        Breach("ring", "not_planned", _not_planned),
        Breach("month_report", "overdue", _month_reports),
        *OF_CONCERNS,
        *OF_GIGS,
        *OF_PAIRS,
    ],
    spans=[-GRACE, -A_DAY],
)


def _out_of_sight(now: datetime) -> list[Finding]:
    """Find what is in the hands of a member of staff who can no longer sign in and see it: that is nobody."""
    held = list(_in_hand())
    scopes = scopes_of({owner for _subject, _problem, _pk, owner, *_where in held}, local_date(now))
    return [
        Finding(subject, pk, problem)
        for subject, problem, pk, owner, place, association in held
        if not scopes[owner].covers(place, association or 0)
    ]


def _in_hand() -> QuerySet[Any, Any]:
    """Return all that a member of staff answers for: kind, problem, number, who, place and association."""
    return _of_staff("ring", "no_coordinator", Ring.objects.running(), "coordinator").union(
        _of_staff(
            "occurrence",
            "no_owner",
            Occurrence.objects.filter(state=State.ESCALATED),
            "office_owner",
        ),
        _of_staff(
            "gig_request",
            "no_owner",
            GigRequest.objects.filter(state=GigRequest.State.NEW),
            "owner",
        ),
        _of_staff(CONCERN.name, "no_owner", Concern.objects.open(), "owner"),
        all=True,
    )


def _of_staff(subject: str, problem: str, rows: QuerySet[Any], field: str) -> QuerySet[Any, Any]:
    held = rows.filter(**{f"{field}__isnull": False}).order_by()
    return held.values_list(
        Value(subject), Value(problem), "pk", field, "municipality", "association"
    )
