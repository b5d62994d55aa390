"""A ladder of one ring's own: made from the default the first time that somebody changes a step."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.models import AuditEntry
from people.errors import RefusedError
from rings.models import Ladder, LadderStep, Ring
from rings.rules.steps import Rung, is_by_office

FIELDS: dict[str, str] = {
    Ladder.Cause.SILENT: "silent_ladder",
    Ladder.Cause.NO_ANSWER: "no_answer_ladder",
}
NEVER_REACHES_OFFICE = _("One of the steps must hand over to the coordinator.")
NEVER_BY_ITSELF = _(
    "Nobody outside is told by a text of itself: the coordinator rings the contacts."
)
MACHINE_AFTER_OFFICE = _(
    "After the coordinator has it, only the coordinator's own steps may follow."
)


def ladder_of(ring: Ring, cause: str) -> Ladder | None:
    """Return the ladder that `ring` uses for `cause`: its own, else the default."""
    own: Ladder | None = getattr(ring, FIELDS[cause])
    return own or Ladder.objects.filter(cause=cause, is_default=True).first()


@transaction.atomic
def set_own_steps(
    ring: Ring, cause: str, rungs: Sequence[Rung], *, by: Actor, now: datetime
) -> Ladder:
    """Give `ring` these steps for `cause`. Ladders that are at work already keep the steps they began with.

    Raises `RefusedError` when the steps never reach the coordinator, or go on by themselves after that.
    """
    _check(rungs)
    ladder = _own(ring, cause)
    ladder.steps.all().delete()
    LadderStep.objects.bulk_create(
        LadderStep(
            ladder=ladder,
            position=place,
            action=rung.action,
            delay_minutes=rung.delay_minutes,
            times=rung.times,
            audience=rung.audience,
            channel=rung.channel,
            skip_if_empty=rung.skip_if_empty,
        )
        for place, rung in enumerate(rungs, start=1)
    )
    _note(ring, cause, by, now)
    return ladder


@transaction.atomic
def use_default(ring: Ring, cause: str, *, by: Actor, now: datetime) -> None:
    """Let `ring` follow the default steps for `cause` again."""
    own: Ladder | None = getattr(ring, FIELDS[cause])
    if own is None:
        return
    setattr(ring, FIELDS[cause], None)
    ring.save(update_fields=[FIELDS[cause]])
    own.delete()
    _note(ring, cause, by, now)


def _check(rungs: Sequence[Rung]) -> None:
    by_hand = [is_by_office(rung.action, rung.channel) for rung in rungs]
    if (LadderStep.Action.CONTACTS, LadderStep.Channel.SMS) in {
        (r.action, r.channel) for r in rungs
    }:
        raise RefusedError(NEVER_BY_ITSELF)
    if not any(rung.action == LadderStep.Action.OFFICE for rung in rungs):
        raise RefusedError(NEVER_REACHES_OFFICE)
    if by_hand != sorted(by_hand):
        raise RefusedError(MACHINE_AFTER_OFFICE)


def _own(ring: Ring, cause: str) -> Ladder:
    own: Ladder | None = getattr(ring, FIELDS[cause])
    if own is not None:
        return own
    ladder = Ladder.objects.create(name=f"{ring.pk}/{cause}: {ring.name}"[:80], cause=cause)
    setattr(ring, FIELDS[cause], ladder)
    ring.save(update_fields=[FIELDS[cause]])
    return ladder


def _note(ring: Ring, cause: str, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject="ring",
        subject_id=ring.pk,
        event="ladder_changed",
        before=ring.state,
        after=ring.state,
        reason=cause,
        by=by,
        at=now,
    )
