"""What is promised and the plan no longer asks for: a person keeps it as it is, or follows the plan."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from directory.models import AuditEntry
from directory.scope import Scope
from people.models import Person
from rings.machines import OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.due import who_is_due
from rings.rules.plan import RingPlan
from rings.services.attending.assign import assign
from rings.services.attending.closing import close, end_ladder, locked, wait_until, withdraw_offers
from rings.services.planning.plan import load_plans
from rings.services.planning.reconcile import set_hour
from rings.services.series.wanted import Planned, planned_for

Decision = Occurrence.Decision


def waiting_decisions(scope: Scope, now: datetime) -> QuerySet[Occurrence]:
    """Return what waits for a decision of this member of staff, the next first."""
    seen = Occurrence.objects.visible_to(scope).open().filter(starts_at__gt=now)
    return seen.filter(decision__in=Decision.open()).order_by("starts_at", "pk")


def plans_of(occurrences: Iterable[Occurrence], now: datetime) -> dict[int, Planned | None]:
    """Return what the plans now ask for in place of each of `occurrences` by number; None: nothing."""
    rows = list(occurrences)
    rings = {o.ring.pk: o.ring for o in rows if o.ring}
    last = max((o.nominal_date for o in rows), default=local_date(now))
    plans = load_plans(list(rings.values()), local_date(now), last)
    return {o.pk: _planned(o, plans[o.ring.pk], now) if o.ring else None for o in rows}


def _planned(occurrence: Occurrence, plan: RingPlan, now: datetime) -> Planned | None:
    ring, day = occurrence.ring, occurrence.nominal_date
    wanted = (occurrence.receiver_id, occurrence.round)
    for due in who_is_due(plan, day):
        if ring and (due.receiver_id, due.round) == wanted and not due.skipped:
            return planned_for(ring, day, due, now)
    return None


@transaction.atomic
def keep_booked(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Leave it as it was promised, whatever the plan says; it is not asked about again."""
    occurrence = locked(occurrence.pk)
    _decided(occurrence, Decision.KEPT, "keep", by=by, now=now)


@transaction.atomic
def follow_plan(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Do as the plan now says: call it off, move it to the other hour, or give it to the other helper.

    Raises `rings.eligibility.NotEligibleError` when the other may have no duty.
    """
    occurrence = locked(occurrence.pk)
    planned = plans_of([occurrence], now)[occurrence.pk]
    _decided(occurrence, Decision.NONE, "follow", by=by, now=now)
    if planned is None:
        close(occurrence, "cancel", Occurrence.Reason.RULE_CHANGED, by=by, now=now)
        return
    if occurrence.starts_at != planned.starts_at:
        _move_hour(occurrence, planned, by=by, now=now)
    holder = occurrence.holder()
    is_chosen = holder is not None and holder.origin != Assignment.Origin.RING
    helper_id = planned.due.helper_id
    if helper_id is not None and not is_chosen:
        helper, origin = Person.objects.get(pk=helper_id), Assignment.Origin.RING
        assign(occurrence, helper, origin=origin, by=by, now=now)


def _move_hour(occurrence: Occurrence, planned: Planned, *, by: Actor, now: datetime) -> None:
    """Whoever has it hears of the new hour in a reminder of its own."""
    move(occurrence, OCCURRENCE, "plan_again", by=by, now=now, because="", office_owner=None)
    end_ladder(occurrence, by=by, now=now)
    withdraw_offers(occurrence, by=by, now=now)
    set_hour(occurrence, planned)
    wait_until(occurrence, planned.due_at)


def _decided(
    occurrence: Occurrence, decision: str, event: str, *, by: Actor, now: datetime
) -> None:
    Occurrence.objects.filter(pk=occurrence.pk).update(decision=decision)
    AuditEntry.objects.record(
        subject="occurrence",
        subject_id=occurrence.pk,
        event=event,
        before=occurrence.state,
        after=occurrence.state,
        reason="",
        by=by,
        at=now,
    )
    occurrence.decision = decision
