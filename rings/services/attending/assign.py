"""Giving a duty to a person: the one way by hand, by a stand-in's yes, by the API."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.machine import move
from people.models import Person
from rings.eligibility import NotEligibleError, duty_blockers
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.times import first_reminder_at
from rings.services.attending.closing import end_ladder, locked, withdraw_offers
from rings.services.attending.sought import tell_found
from rings.services.gigs.prepare import first_look

__all__ = ["NotEligibleError", "assign"]


@transaction.atomic
def assign(
    occurrence: Occurrence, person: Person, *, origin: str, by: Actor, now: datetime
) -> Assignment:
    """Make `person` responsible for `occurrence`; whoever was before is released.

    The reminder comes at its hour, or at once when that is past. Returns the duty they now hold.
    Raises `NotEligibleError` (with reasons) and `directory.machine.IllegalMoveError` when it is closed.
    """
    occurrence = locked(occurrence.pk)
    reasons = duty_blockers(
        person,
        occurrence.nominal_date,
        topology=occurrence.topology,
        receiver_id=occurrence.receiver_id,
    )
    if reasons:
        raise NotEligibleError(reasons)
    _plan_again(occurrence, by=by, now=now)
    holder = occurrence.holder()
    if holder and holder.person_id == person.pk:
        if holder.state == Assignment.State.SEEKING:
            move(holder, ASSIGNMENT, "hold", by=by, now=now)
            # What they said before no longer holds.
            Assignment.objects.filter(pk=holder.pk).update(reason="")
        return holder
    if holder:
        move(holder, ASSIGNMENT, "release", by=by, now=now, ended_at=now)
        tell_found(holder, person, now)
    return Assignment.objects.create(
        occurrence=occurrence, person=person, origin=origin, created_at=now
    )


def _plan_again(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """The ladder begins anew with the new helper, and the office has it no more."""
    move(
        occurrence,
        OCCURRENCE,
        "plan_again",
        by=by,
        now=now,
        due_at=_first_look(occurrence, now),
        because="",
        office_owner=None,
    )
    end_ladder(occurrence, by=by, now=now)
    withdraw_offers(occurrence, by=by, now=now)


def _first_look(occurrence: Occurrence, now: datetime) -> datetime:
    """Return when the helper hears of it next: a ring says when, a request by its own rule."""
    if occurrence.ring is None:
        return first_look(occurrence, now) or now
    before = occurrence.ring.remind_minutes_before
    return max(first_reminder_at(occurrence.starts_at, before), now)
