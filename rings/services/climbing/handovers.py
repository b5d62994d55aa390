"""Handing the responsibility for finding out how somebody is to one of their own people."""

from datetime import datetime, timedelta

from django.db import transaction

from directory.actors import Actor
from directory.models import AuditEntry
from people.models import Contact
from rings.models import Handover, Occurrence, Outcome
from rings.services.attending.closing import close, locked
from rings.services.climbing.office import hand_to_office


@transaction.atomic
def record_handover(
    occurrence: Occurrence,
    *,
    contact: Contact | None,
    name: str = "",
    relation: str = "",
    looks_again_in: timedelta | None = None,
    by: Actor,
    now: datetime,
) -> Handover:
    """Write down that `contact`, or somebody called `name`, has taken it over at `now`.

    Closes the occurrence, or keeps it with the office until it looks again in `looks_again_in`.
    Raises `IllegalMoveError` when it is closed already.
    """
    occurrence = locked(occurrence.pk)
    handover = Handover.objects.create(
        occurrence=occurrence,
        contact=contact,
        name=contact.name if contact else name,
        relation=contact.relation if contact else relation,
        by_id=by.user_id,
        at=now,
    )
    before = occurrence.state
    if looks_again_in is None:
        _close(occurrence, by=by, now=now)
    else:
        because = occurrence.because or Occurrence.Because.TAKEN
        hand_to_office(occurrence, because, by=by, now=now, due_in=looks_again_in)
    _note(handover, before, by=by, now=now)
    return handover


def _note(handover: Handover, before: str, *, by: Actor, now: datetime) -> None:
    AuditEntry.objects.record(
        subject="occurrence",
        subject_id=handover.occurrence_id,
        event="contact_took_over",
        before=before,
        after=handover.occurrence.state,
        reason=f"handover {handover.pk}",
        by=by,
        at=now,
    )


def _close(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    close(occurrence, "resolve", Occurrence.Reason.CONTACT_TOLD, by=by, now=now)
    occurrence.outcomes.create(
        result=Outcome.Result.SETTLED,
        recorded_by_id=by.user_id,
        channel=by.channel,
        recorded_at=now,
    )
