"""Ladders at work: starting one, standing on it, and the step that is next."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from directory.actors import Actor
from directory.moves import Moves
from rings.models import Escalation, Ladder, LadderStep, Occurrence
from rings.rules.steps import (
    STAND_IN,
    FrozenStep,
    Rung,
    Step,
    first_by_office,
    first_position,
    freeze,
    step_at,
)
from rings.services.attending.closing import end_ladder


class LadderBook:
    """The steps of every ladder, read once a round."""

    @cached_property
    def _steps(self) -> list[LadderStep]:
        rows = LadderStep.objects.select_related("ladder")
        return list(rows.order_by("ladder", "position"))

    def steps(self, occurrence: Occurrence, cause: str) -> list[FrozenStep]:
        """Return the steps of the ladder for `cause`: the ring's own, else the default."""
        ring = occurrence.ring
        own = {
            Ladder.Cause.SILENT.value: ring.silent_ladder_id if ring else None,
            Ladder.Cause.NO_ANSWER.value: ring.no_answer_ladder_id if ring else None,
        }[cause]
        return freeze(
            rung_of(step)
            for step in self._steps
            if (
                step.ladder_id == own
                if own
                else step.ladder.is_default and step.ladder.cause == cause
            )
        )


def rung_of(step: LadderStep) -> Rung:
    """Return a step as the rules see it."""
    return Rung(
        action=step.action,
        delay_minutes=step.delay_minutes,
        times=step.times,
        audience=step.audience,
        channel=step.channel,
        skip_if_empty=step.skip_if_empty,
    )


def running(occurrence: Occurrence) -> Escalation | None:
    """Return the ladder at work on `occurrence`; uses a prefetched list when there is one."""
    rows = occurrence.escalations.all()
    return next((e for e in rows if e.state == Escalation.State.RUNNING), None)


def start(
    occurrence: Occurrence, cause: str, book: LadderBook, *, by: Actor, now: datetime
) -> Escalation:
    """Start the ladder for `cause`; one of another cause that was at work ends."""
    end_ladder(occurrence, by=by, now=now)
    ladder = begin(occurrence, cause, book, now)
    ladder.save(force_insert=True)
    return ladder


def begin(occurrence: Occurrence, cause: str, book: LadderBook, now: datetime) -> Escalation:
    """Return the ladder for `cause`, not saved yet, for an occurrence on which none is at work."""
    return Escalation(
        occurrence=occurrence, cause=cause, steps=book.steps(occurrence, cause), started_at=now
    )


def skip_to_stand_in(ladder: Escalation) -> None:
    """Leave out the reminders: the helper is known not to do it. Without such a step, to the office.

    Not saved: the round that climbs does that.
    """
    position = min(first_position(ladder.steps, STAND_IN), first_by_office(ladder.steps))
    ladder.position = max(ladder.position, position)


def write(climbed: Iterable[Escalation], moves: Moves) -> None:
    """Save where each of `climbed` stands now, and those that have just begun."""
    new = []
    for ladder in climbed:
        if ladder.pk:
            moves.change(ladder, position=ladder.position)
        else:
            new.append(ladder)
    Escalation.objects.bulk_create(new)


def next_step(ladder: Escalation) -> Step | None:
    """Return the step that is next, or None past the last."""
    return step_at(ladder.steps, ladder.position)
