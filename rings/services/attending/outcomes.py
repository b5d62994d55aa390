"""Recording what happened, whoever says it and by whatever means."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.machine import move
from directory.moves import Moves, move_all
from people.models import Person
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Escalation, Ladder, Occurrence, Outcome
from rings.rules.plan import CIRCLE
from rings.rules.steps import TRY_AGAIN
from rings.services.attending.closing import after_settling, close, close_in, locked, wait_until
from rings.services.circle.breaks import note_break
from rings.services.circle.passing import nudge_next
from rings.services.climbing import ladders
from rings.services.climbing.office import hand_to_office

Result = Outcome.Result


@transaction.atomic
def record_outcome(
    occurrence: Occurrence,
    result: str,
    *,
    by: Actor,
    now: datetime,
    reported_by: Person | None = None,
    note: str = "",
    minutes: int | None = None,
) -> Outcome:
    """Note what was reported of `occurrence` and act on it.

    `reported_by` is whose word it is; staff record on anyone's behalf. `minutes` is how long it took. What
    comes after the occurrence was closed is kept, and changes nothing but a "never reported".
    """
    return record_held(
        locked(occurrence.pk),
        result,
        by=by,
        now=now,
        reported_by=reported_by,
        note=note,
        minutes=minutes,
    )


def record_held(
    occurrence: Occurrence,
    result: str,
    *,
    by: Actor,
    now: datetime,
    reported_by: Person | None = None,
    note: str = "",
    minutes: int | None = None,
) -> Outcome:
    """Do what `record_outcome` does with an `occurrence` that the caller's transaction holds already."""
    outcome = Outcome.objects.create(
        occurrence=occurrence,
        result=result,
        reported_by=reported_by,
        recorded_by_id=by.user_id,
        channel=by.channel,
        note=note,
        minutes=minutes,
        recorded_at=now,
    )
    was_reached_late = occurrence.state == Occurrence.State.UNREPORTED and result == Result.REACHED
    if occurrence.is_open or was_reached_late:
        _CONSEQUENCES[result](occurrence, reported_by, by, now)
    return outcome


def record_reached(
    occurrences: Sequence[Occurrence], *, by: Actor, now: datetime, reported_by: Person
) -> None:
    """Note that each of `occurrences` was reached, as `record_outcome` does, in a few statements for all.

    The caller's transaction holds them, as `closing.locked_all` returns them.
    """
    Outcome.objects.bulk_create(
        Outcome(
            occurrence=occurrence,
            result=Result.REACHED,
            reported_by=reported_by,
            recorded_by_id=by.user_id,
            channel=by.channel,
            recorded_at=now,
        )
        for occurrence in occurrences
    )
    moves = Moves(by, now)
    closed = [o for o in occurrences if o.is_open or o.state == Occurrence.State.UNREPORTED]
    for occurrence in closed:
        close_in(moves, occurrence, "done", _reached_by(occurrence, reported_by))
    moves.write()
    after_settling(closed, by=by, now=now)


def _reached(occurrence: Occurrence, reported_by: Person | None, by: Actor, now: datetime) -> None:
    close(occurrence, "done", _reached_by(occurrence, reported_by), by=by, now=now)


def _reached_by(occurrence: Occurrence, reported_by: Person | None) -> str:
    holder = occurrence.holder()
    is_other = holder and reported_by and holder.person_id != reported_by.pk
    return Occurrence.Reason.REACHED_BY_OTHER if is_other else Occurrence.Reason.REACHED


def _no_answer(
    occurrence: Occurrence, reported_by: Person | None, by: Actor, now: datetime
) -> None:
    """Count the try. The ladder gives the hour of the next one; after the last it is the office's."""
    tries = occurrence.tries + 1
    if occurrence.state == Occurrence.State.ESCALATED:
        Occurrence.objects.filter(pk=occurrence.pk).update(
            tries=tries, because=Occurrence.Because.NO_ANSWER
        )
        return
    ladder = ladders.running(occurrence)
    if ladder is None or ladder.cause != Ladder.Cause.NO_ANSWER:
        book = ladders.LadderBook()
        ladder = ladders.start(occurrence, Ladder.Cause.NO_ANSWER, book, by=by, now=now)
    due_at = _next_try_at(occurrence, ladder, now)
    move(occurrence, OCCURRENCE, "no_answer", by=by, now=now, tries=tries, due_at=due_at)
    if occurrence.topology == CIRCLE:
        knows = reported_by.pk if reported_by else None
        note_break(occurrence, occurrence.receiver, now, knows=knows)
        nudge_next(occurrence, now)


def _next_try_at(occurrence: Occurrence, ladder: Escalation, now: datetime) -> datetime:
    """Return when to try again. A report before anybody asked for it puts the next step off no further."""
    step = ladders.next_step(ladder)
    if step is None or step.action != TRY_AGAIN:
        return now
    told = occurrence.outcomes.filter(result=Result.NO_ANSWER, recorded_at__gte=ladder.started_at)
    if told.count() > ladder.position + 1 and occurrence.due_at:
        return occurrence.due_at
    return now + step.delay


def _cannot(occurrence: Occurrence, reported_by: Person | None, by: Actor, now: datetime) -> None:
    """Look for a stand-in at once. A resident who cannot sign in is the office's to ask after."""
    holder = occurrence.holder()
    # Whoever had the turn before may say no once more: it is no longer theirs to give back.
    is_others = by.kind == "person" and holder is not None and holder.person_id != by.person_id
    if occurrence.state == Occurrence.State.ESCALATED or is_others:
        return
    if holder and holder.person_id == occurrence.receiver_id:
        hand_to_office(occurrence, Occurrence.Because.CANNOT, by=by, now=now)
        return
    if holder and holder.state == Assignment.State.HELD:
        said_no = {"reason": Assignment.SAID_NO}
        move_all([holder], ASSIGNMENT, "seek", said_no, by=by, now=now, reason=Assignment.SAID_NO)
    elif holder:
        Assignment.objects.filter(pk=holder.pk).update(reason=Assignment.SAID_NO)
    wait_until(occurrence, now)


def _cancelled(
    occurrence: Occurrence, reported_by: Person | None, by: Actor, now: datetime
) -> None:
    close(occurrence, "cancel", Occurrence.Reason.NOT_NEEDED, by=by, now=now)


def _settled(occurrence: Occurrence, reported_by: Person | None, by: Actor, now: datetime) -> None:
    close(occurrence, "resolve", Occurrence.Reason.OTHER, by=by, now=now)


_CONSEQUENCES: dict[str, Callable[[Occurrence, Person | None, Actor, datetime], None]] = {
    Result.REACHED: _reached,
    Result.NO_ANSWER: _no_answer,
    Result.CANNOT: _cannot,
    Result.CANCELLED: _cancelled,
    Result.SETTLED: _settled,
}
