"""Giving a duty to a person: the one way by hand, by a stand-in's yes, by the API."""

from datetime import datetime

from django.db import transaction

from directory.actors import Actor
from directory.moves import Moves
from people.models import Person
from rings.eligibility import NotEligibleError, duty_blockers
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.times import first_reminder_at
from rings.services.attending.closing import end_search_in, locked_all
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
    return assign_in(Moves(by, now), locked_all([occurrence.pk])[occurrence.pk], person, origin)


def assign_in(moves: Moves, occurrence: Occurrence, person: Person, origin: str) -> Assignment:
    """Write `moves`, and with them what `assign` does; `occurrence` is held, as `locked_all` returns it.

    Raises what `assign` raises: the caller's transaction is to be undone then.
    """
    holder = occurrence.holder()
    is_theirs = holder is not None and holder.person_id == person.pk
    if is_theirs:
        _refuse_unfit(occurrence, person)  # a new duty refuses by itself
    _plan_again(moves, occurrence)
    if holder and is_theirs:
        if holder.state == Assignment.State.SEEKING:
            # What they said before no longer holds.
            moves.add(holder, ASSIGNMENT, "hold", {"reason": ""})
        moves.write()
        return holder
    if holder:
        moves.add(holder, ASSIGNMENT, "release", {"ended_at": moves.now})
    moves.write()
    if holder:
        tell_found(holder, person, moves.now)
    return Assignment.objects.create(
        occurrence=occurrence, person=person, origin=origin, created_at=moves.now
    )


def _refuse_unfit(occurrence: Occurrence, person: Person) -> None:
    reasons = duty_blockers(
        person,
        occurrence.nominal_date,
        topology=occurrence.topology,
        receiver_id=occurrence.receiver_id,
    )
    if reasons:
        raise NotEligibleError(reasons)


def _plan_again(moves: Moves, occurrence: Occurrence) -> None:
    """The ladder begins anew with the new helper, and the office has it no more."""
    due_at = _first_look(occurrence, moves.now)
    anew = {"due_at": due_at, "because": "", "office_owner": None}
    moves.add(occurrence, OCCURRENCE, "plan_again", anew)
    end_search_in(moves, occurrence)


def _first_look(occurrence: Occurrence, now: datetime) -> datetime:
    """Return when the helper hears of it next: a ring says when, a request by its own rule."""
    if occurrence.ring is None:
        return first_look(occurrence, now) or now
    before = occurrence.ring.remind_minutes_before
    return max(first_reminder_at(occurrence.starts_at, before), now)
