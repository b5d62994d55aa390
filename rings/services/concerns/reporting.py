"""A report of a call or visit that may have a worry in it: the worry stands beside what the report closes."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from people.models import Person
from rings.models import Occurrence
from rings.rules.worries import TODAY
from rings.services.attending.outcomes import record_outcome
from rings.services.concerns.opening import Worry, open_concern


@transaction.atomic
def record_report(
    occurrence: Occurrence,
    result: str,
    *,
    by: Actor,
    now: datetime,
    reported_by: Person | None,
    note: str,
    is_worry: bool,
    minutes: int | None = None,
) -> None:
    """Record how it went. With `is_worry` the words of `note` are for the worry's readers, not for the report.

    `minutes`: how long it took.
    """
    kept = "" if is_worry else note
    record_outcome(
        occurrence, result, by=by, now=now, reported_by=reported_by, note=kept, minutes=minutes
    )
    if is_worry:
        worry = Worry(occurrence.receiver, note, TODAY, occurrence, raised_by=reported_by)
        open_concern(worry, by=by, now=now)
