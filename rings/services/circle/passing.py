"""A circle goes on past a silent member: the call they would make is made by the one before them."""

from collections.abc import Sequence
from datetime import datetime

from directory.actors import Actor
from directory.machine import move
from notifications.services import prompts
from notifications.services.numbers import number_for
from people.models import Person
from rings.machines import ASSIGNMENT, OCCURRENCE
from rings.models import Assignment, Occurrence
from rings.rules.plan import CIRCLE
from rings.services.attending.closing import wait_until, withdraw_offers
from rings.services.planning.plan import bars_on

State = Occurrence.State
# Whose own call stands like this has been heard of today.
HEARD_OF = frozenset({State.DONE, State.NO_ANSWER, State.ACKNOWLEDGED})
ASKED = (State.REMINDED, State.ACKNOWLEDGED)


def same_round(occurrence: Occurrence) -> list[Occurrence]:
    """Return every call of the circle that day and round, this one too."""
    rows = Occurrence.objects.filter(
        ring=occurrence.ring_id, nominal_date=occurrence.nominal_date, round=occurrence.round
    )
    return list(rows.prefetch_related("assignments__person").order_by("starts_at", "pk"))


def nudge_next(occurrence: Occurrence, now: datetime) -> None:
    """The receiver was not reached: let the clock look at once at the call that they would make.

    Unless nobody else could make it: then their own ladder goes on in its time.
    """
    theirs = Assignment.objects.filter(
        occurrence__ring=occurrence.ring_id,
        occurrence__nominal_date=occurrence.nominal_date,
        occurrence__round=occurrence.round,
        occurrence__state__in=ASKED,
        person=occurrence.receiver_id,
        state=Assignment.State.HELD,
    )
    for assignment in theirs.select_related("occurrence__ring"):
        if caller_instead(assignment.occurrence, is_silent=False):
            wait_until(assignment.occurrence, now)


def caller_instead(occurrence: Occurrence, *, is_silent: bool) -> Person | None:
    """Return who makes this call instead of its holder, or None when it stays with them.

    Only of a circle, and once: `is_silent` tells that the holder was reminded and has said nothing; without it,
    only when the one before could not reach them. Going back, the first who has been heard of today is asked.
    """
    holder = occurrence.holder()
    if occurrence.topology != CIRCLE or holder is None or holder.origin != Assignment.Origin.RING:
        return None
    calls = same_round(occurrence)
    if not is_silent and not _is_missed(holder.person_id, calls):
        return None
    return _heard_of_before(occurrence, holder.person_id, calls)


def pass_on(
    occurrence: Occurrence, to: Person, *, due_at: datetime, by: Actor, now: datetime
) -> None:
    """Give the call to `to`, who is asked at once; the ladder goes on where it stands."""
    holder = occurrence.holder()
    if holder is not None:
        reason = Assignment.PASSED_ON
        move(holder, ASSIGNMENT, "release", by=by, now=now, reason=reason, ended_at=now)
    Assignment.objects.create(
        occurrence=occurrence,
        person=to,
        origin=Assignment.Origin.SUBSTITUTE,
        reason=Assignment.PASSED_ON,
        created_at=now,
    )
    move(occurrence, OCCURRENCE, "hand_over", by=by, now=now, due_at=due_at)
    withdraw_offers(occurrence, by=by, now=now)
    prompts.close_about([occurrence.about], by=by, now=now)
    # What was read with the row is out of date now.
    getattr(occurrence, "_prefetched_objects_cache", {}).pop("assignments", None)


def _is_missed(person_id: int, calls: Sequence[Occurrence]) -> bool:
    """Tell whether somebody said that this person did not answer, and nobody has reached them since."""
    mine = [call for call in calls if call.receiver_id == person_id and call.is_open]
    return any(
        call.state == State.NO_ANSWER or call.because == Occurrence.Because.NO_ANSWER
        for call in mine
    )


def _heard_of_before(
    occurrence: Occurrence, silent_id: int, calls: Sequence[Occurrence]
) -> Person | None:
    caller_of = {call.receiver_id: caller for call in calls if (caller := _caller(call))}
    seen = {silent_id, occurrence.receiver_id}
    before = caller_of.get(silent_id)
    while before is not None and before.pk not in seen:
        if (
            _is_heard_of(before.pk, calls)
            and number_for(before)
            and not _is_barred(occurrence, before)
        ):
            return before
        seen.add(before.pk)
        before = caller_of.get(before.pk)
    return None


def _caller(call: Occurrence) -> Person | None:
    """Return who makes or made `call`."""
    rows = [a for a in call.assignments.all() if a.is_live or a.state == Assignment.State.DONE]
    return rows[-1].person if rows else None


def _is_heard_of(person_id: int, calls: Sequence[Occurrence]) -> bool:
    theirs = [call for call in calls if (who := _caller(call)) and who.pk == person_id]
    return any(call.state in HEARD_OF for call in theirs) and not _is_missed(person_id, calls)


def _is_barred(occurrence: Occurrence, person: Person) -> bool:
    day, receiver_id = occurrence.nominal_date, occurrence.receiver_id
    known = bars_on({person.pk}, day)
    return bool(
        known.helper_bar(person.pk, day, topology=occurrence.topology, receiver_id=receiver_id)
    )
