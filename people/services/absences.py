"""When somebody is away: recorded by the person themselves or by the office for them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from people.changes import announce
from people.errors import RefusedError
from people.models import Absence, Person

ENDS_BEFORE_IT_STARTS = _("The day of return must be after the first day away.")
OVER_ALREADY = _("This absence is over already. Check the dates.")


@transaction.atomic
def record_absence(
    person: Person,
    starts_on: date,
    returns_on: date | None,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
) -> Absence:
    """Record that `person` is away on the local dates [starts_on, returns_on).

    No `returns_on` means until further notice. Covers the day under way: open duties of today are
    released too. The same absence told twice is one.
    Raises `RefusedError` when the dates cannot be right.
    """
    if returns_on is not None and returns_on <= starts_on:
        raise RefusedError(ENDS_BEFORE_IT_STARTS, field="returns_on")
    if returns_on is not None and returns_on <= localdate(now):
        raise RefusedError(OVER_ALREADY, field="returns_on")
    absence, is_new = Absence.objects.get_or_create(
        person=person,
        starts_on=starts_on,
        returns_on=returns_on,
        cancelled_at=None,
        defaults={"note": note, "recorded_at": now, "recorded_by_id": by.user_id},
    )
    if is_new:
        announce(person, "absence", by=by, now=now)
    return absence


@transaction.atomic
def cancel_absence(absence: Absence, *, by: Actor, now: datetime) -> bool:
    """Take `absence` back; return False when somebody had done it already."""
    rows = Absence.objects.filter(pk=absence.pk, cancelled_at__isnull=True)
    if not rows.update(cancelled_at=now):
        return False
    absence.cancelled_at = now
    announce(absence.person, "absence_cancelled", by=by, now=now)
    return True


@transaction.atomic
def change_return(absence: Absence, returns_on: date, *, by: Actor, now: datetime) -> Absence:
    """Set the day on which the person is back: known at last, earlier or later than thought."""
    if returns_on <= absence.starts_on:
        raise RefusedError(ENDS_BEFORE_IT_STARTS, field="returns_on")
    longer = absence.returns_on is not None and returns_on > absence.returns_on
    absence.returns_on = returns_on
    absence.save(update_fields=["returns_on"])
    announce(absence.person, "absence" if longer else "absence_cancelled", by=by, now=now)
    return absence
