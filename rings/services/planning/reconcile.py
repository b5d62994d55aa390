"""One planned occurrence brought into line with the plan, or listed for a decision when it is promised."""

from datetime import datetime

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.asked import Due
from rings.rules.decisions import Contact, decision_about
from rings.rules.plan import AWAY, LEFT_OUT, UNFIT
from rings.services.attending.closing import close, wait_until
from rings.services.series.wanted import Planned

NOT_THERE = frozenset({AWAY, UNFIT})
REASONS = {
    AWAY: Occurrence.Reason.AWAY,
    UNFIT: Occurrence.Reason.LEFT_RING,
    LEFT_OUT: Occurrence.Reason.EXCEPTION,
}


def reconcile(
    occurrence: Occurrence,
    planned: Planned | None,
    skipped: Due | None,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """Cancel, restore, move in time or hand to another helper, as the plan now says.

    What is booked stays as it is, and what the plan says instead is noted for a decision.
    """
    if is_booked(occurrence) and not _undone(occurrence, skipped):
        _ask(occurrence, planned)
        return
    if planned is None:
        _cancel(occurrence, skipped, by=by, now=now)
        return
    if not occurrence.is_open:
        move(
            occurrence, OCCURRENCE, "restore", by=by, now=now, due_at=planned.due_at, closed_at=None
        )
        Occurrence.objects.filter(pk=occurrence.pk).update(reason="")
    set_hour(occurrence, planned)
    _set_helper(occurrence, planned, by=by, now=now)


def is_booked(occurrence: Occurrence) -> bool:
    """Tell whether somebody knows of it or was chosen for it: then a changed plan does not move it."""
    if not occurrence.is_open:
        return False
    holder = occurrence.holder()
    by_hand = holder is not None and holder.origin != Assignment.Origin.RING
    return by_hand or occurrence.state != Occurrence.State.PLANNED


def _undone(occurrence: Occurrence, skipped: Due | None) -> bool:
    """Tell whether the resident's absence undoes it. What is under way for them is closed where that is told."""
    is_new = occurrence.state == Occurrence.State.PLANNED
    return is_new and skipped is not None and skipped.skipped in NOT_THERE


def _ask(occurrence: Occurrence, planned: Planned | None) -> None:
    holder = occurrence.holder()
    # Whom a person chose, and who has said no, is no matter of the plan.
    follows = holder and holder.origin == Assignment.Origin.RING
    is_held = follows and holder and holder.state == Assignment.State.HELD
    decision = decision_about(
        Contact(occurrence.starts_at, holder.person_id if holder and is_held else None),
        Contact(planned.starts_at, planned.due.helper_id) if planned else None,
        occurrence.decision,
    )
    if decision != occurrence.decision:
        Occurrence.objects.filter(pk=occurrence.pk).update(decision=decision)
        occurrence.decision = decision


def _cancel(occurrence: Occurrence, skipped: Due | None, *, by: Actor, now: datetime) -> None:
    if occurrence.is_open:
        why = skipped.skipped if skipped else ""
        reason = REASONS.get(why, Occurrence.Reason.RULE_CHANGED)
        close(occurrence, "cancel", reason, by=by, now=now)


def set_hour(occurrence: Occurrence, planned: Planned) -> None:
    """Move `occurrence` to the hour of the plan, if that is another; the clock looks at it anew then."""
    changes = {
        "rule_id": planned.due.rule_id,
        "wall_time": planned.due.wall_time,
        "zone": planned.due.zone,
        "span": planned.due.span,
        "starts_at": planned.starts_at,
        "ends_at": planned.ends_at,
    }
    if occurrence.starts_at != planned.starts_at:
        changes["due_at"] = planned.due_at
    changes = {name: value for name, value in changes.items() if getattr(occurrence, name) != value}
    if changes:
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
    if holder.reason == Assignment.SAID_NO:
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
