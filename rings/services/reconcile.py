"""One planned occurrence that nobody has touched, brought into line with the plan."""

from dataclasses import dataclass
from datetime import date, datetime

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.due import Due
from rings.rules.plan import AWAY
from rings.services.closing import close, wait_until


@dataclass(frozen=True)
class Planned:
    """A due of the plan on its date, with the instants it comes to."""

    due: Due
    day: date
    starts_at: datetime
    due_at: datetime


def reconcile(
    occurrence: Occurrence,
    planned: Planned | None,
    skipped: Due | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Cancel, restore, move in time or hand to another helper, as the plan now says."""
    if planned is None:
        _cancel(occurrence, skipped, by=by, now=now)
        return
    if not occurrence.is_open:
        move(
            occurrence, OCCURRENCE, "restore", by=by, now=now, due_at=planned.due_at, closed_at=None
        )
        Occurrence.objects.filter(pk=occurrence.pk).update(reason="")
    _set_hour(occurrence, planned)
    _set_helper(occurrence, planned, by=by, now=now)


def _cancel(occurrence: Occurrence, skipped: Due | None, *, by: Actor, now: datetime) -> None:
    if not occurrence.is_open:
        return
    holder = occurrence.holder()
    # Somebody chose this helper for this day: the resident's absence undoes that, a changed rule does not.
    if skipped is None and holder and holder.origin != Assignment.Origin.RING:
        return
    reason = Occurrence.Reason.RULE_CHANGED
    if skipped:
        is_away = skipped.skipped == AWAY
        reason = Occurrence.Reason.AWAY if is_away else Occurrence.Reason.LEFT_RING
    close(occurrence, "cancel", reason, by=by, now=now)


def _set_hour(occurrence: Occurrence, planned: Planned) -> None:
    if occurrence.starts_at == planned.starts_at:
        return
    changes = {
        "rule_id": planned.due.rule_id,
        "wall_time": planned.due.wall_time,
        "zone": planned.due.zone,
        "starts_at": planned.starts_at,
        "due_at": planned.due_at,
    }
    Occurrence.objects.filter(pk=occurrence.pk).update(**changes)
    for name, value in changes.items():
        setattr(occurrence, name, value)


def _set_helper(occurrence: Occurrence, planned: Planned, *, by: Actor, now: datetime) -> None:
    holder = occurrence.holder()
    wanted = planned.due.helper_id
    if holder is None:
        if wanted is not None:
            _give(occurrence, wanted, planned.due_at, by=by, now=now)
        return
    if holder.origin != Assignment.Origin.RING or holder.reason == Assignment.SAID_NO:
        return
    if wanted is None:
        _let_seek(occurrence, holder, planned.due_at, by=by, now=now)
    elif wanted == holder.person_id:
        _take_back(occurrence, holder, planned.due_at, by=by, now=now)
    else:
        move(holder, ASSIGNMENT, "release", by=by, now=now, ended_at=now)
        _give(occurrence, wanted, planned.due_at, by=by, now=now)


def _give(
    occurrence: Occurrence, person_id: int, due_at: datetime, *, by: Actor, now: datetime
) -> None:
    Assignment.objects.create(
        occurrence=occurrence,
        person=Person.objects.get(pk=person_id),
        origin=Assignment.Origin.RING,
        created_at=now,
    )
    wait_until(occurrence, due_at)


def _let_seek(
    occurrence: Occurrence, holder: Assignment, due_at: datetime, *, by: Actor, now: datetime
) -> None:
    """The plan has nobody else: the helper stays responsible until a stand-in has said yes."""
    if holder.state == Assignment.State.HELD:
        move(holder, ASSIGNMENT, "seek", by=by, now=now)
        wait_until(occurrence, due_at)


def _take_back(
    occurrence: Occurrence, holder: Assignment, due_at: datetime, *, by: Actor, now: datetime
) -> None:
    """Whoever was away is back: the turn is theirs again."""
    if holder.state == Assignment.State.SEEKING:
        move(holder, ASSIGNMENT, "hold", by=by, now=now)
        wait_until(occurrence, due_at)
