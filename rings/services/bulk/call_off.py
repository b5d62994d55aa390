"""Calling off, thinking again, and planning anew when it is too late for that."""

from datetime import datetime, timedelta

from django.db import transaction

from directory.actors import Actor
from directory.machine import move
from directory.models import AuditEntry
from directory.scope import Scope
from notifications.services.taking_back import AlreadySentError, take_back
from rings.eligibility import duty_blockers
from rings.machines import OCCURRENCE
from rings.models import Assignment, BulkCancel, Occurrence, Ring
from rings.rules.times import first_due_at
from rings.services.attending.closing import close
from rings.services.bulk.memory import called_off_by, forget, put_back, put_back_duties, remember
from rings.services.bulk.reach import Reach, affected, look_ahead
from rings.services.bulk.tell import PURPOSE, about, tell
from rings.services.planning.generate import replan_all

HOLD = timedelta(minutes=10)
SHORTEST_HOLD = timedelta(minutes=2)


class NothingToCallOffError(Exception):
    """Nothing of it is still to come."""


class ChangedMeanwhileError(Exception):
    """What would be called off is no longer what was looked at."""


class TooLateError(Exception):
    """The time to think again is over, or it was undone already."""


@transaction.atomic
def call_off(
    reach: Reach,
    *,
    scope: Scope,
    by: Actor,
    now: datetime,
    note: str = "",
    hold: timedelta = HOLD,
    seen: str | None = None,
) -> BulkCancel:
    """Cancel all that `reach` covers; the texts that tell the helpers wait until there is no going back.

    Raises `NothingToCallOffError`, and `ChangedMeanwhileError` when it is not what `seen` showed.
    """
    # Held for this transaction first: nobody answers, moves or plans them in between.
    list(affected(reach, scope, now).select_for_update().values_list("pk", flat=True))
    ahead = look_ahead(reach, scope, now)
    if not ahead.rows:
        raise NothingToCallOffError
    if seen is not None and seen != ahead.seen:
        raise ChangedMeanwhileError
    bulk = BulkCancel.objects.create(
        ring=reach.ring,
        municipality=reach.municipality,
        first=reach.first,
        last=reach.last,
        note=note,
        by_id=by.user_id,
        at=now,
        hold_until=_hold_until(ahead.rows[0].starts_at, now, hold),
        before=remember(ahead.rows),
    )
    for row in ahead.rows:
        close(row, "cancel", Occurrence.Reason.BULK, by=by, now=now)
    Occurrence.objects.filter(pk__in=[row.pk for row in ahead.rows]).update(bulk_cancel=bulk)
    tell(bulk, ahead.helpers, now)
    return bulk


def _hold_until(first_hour: datetime, now: datetime, hold: timedelta) -> datetime:
    """Return until when it can be undone: sooner when the first hour is near, so that it is heard in time."""
    left = first_hour - now - SHORTEST_HOLD
    return now + min(hold, max(left, SHORTEST_HOLD))


@transaction.atomic
def undo(bulk_id: int, *, by: Actor, now: datetime) -> int:
    """Let everything stand as it stood before, and take the texts back; return how many occurrences.

    Raises `TooLateError` when the time is over, a text has left, or it was undone already.
    """
    bulk = BulkCancel.objects.select_for_update().get(pk=bulk_id)
    if not can_undo(bulk, now):
        raise TooLateError
    try:
        take_back(PURPOSE, about(bulk), now=now)
    except AlreadySentError as error:
        raise TooLateError from error
    bulk.undone_at = now
    bulk.save(update_fields=["undone_at"])
    count = put_back(bulk, by=by, now=now)
    replan_all(_changed_since(bulk), by=by, now=now)
    return count


def _changed_since(bulk: BulkCancel) -> list[int]:
    """Return the rings of which somebody changed the plan after they were called off: it holds for all."""
    rings = Ring.objects.filter(occurrences__in=[int(pk) for pk in bulk.before["occurrences"]])
    changes = AuditEntry.objects.filter(
        subject="ring", at__gte=bulk.at, subject_id__in=rings.values("pk")
    )
    return sorted(set(changes.order_by().values_list("subject_id", flat=True)))


def can_undo(bulk: BulkCancel, now: datetime) -> bool:
    """Tell whether nobody has been told yet and it was not undone."""
    return bulk.undone_at is None and now < bulk.hold_until


@transaction.atomic
def plan_again(bulk: BulkCancel, *, by: Actor, now: datetime) -> int:
    """Plan anew what is still to come of what was called off, when it is too late to undo; return how many.

    The same helpers have it, if they may; each gets the usual reminder. Whoever was told is rung by the office.
    """
    rows = list(called_off_by(bulk).filter(starts_at__gt=now))
    for row in rows:
        duties = _duties_back(bulk, row)
        put_back_duties(duties, [row.pk], by=by, now=now)
        minutes = row.ring.remind_minutes_before if row.ring else 0
        due_at = first_due_at(row.starts_at, minutes, has_helper=bool(duties), now=now)
        move(row, OCCURRENCE, "restore", by=by, now=now, due_at=due_at, closed_at=None)
    forget(rows)
    replan_all([row.ring_id for row in rows if row.ring_id], by=by, now=now)
    return len(rows)


def _duties_back(bulk: BulkCancel, row: Occurrence) -> dict[str, str]:
    """Return the duty that goes back to whom it was taken from, unless something bars them by now."""
    was: dict[str, str] = bulk.before["duties"]
    duties = row.assignments.filter(pk__in=[int(pk) for pk in was]).select_related("person")
    day, to = row.nominal_date, row.receiver_id
    return {
        str(duty.pk): Assignment.State.HELD
        for duty in duties
        if not duty_blockers(duty.person, day, topology=row.topology, receiver_id=to)
    }
