"""What a coordinator does by hand: takes it over, settles it, moves it, asks for stand-ins."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet

from directory.actors import Actor
from directory.localtime import instant
from directory.machine import IllegalMoveError, move
from rings.eligibility import duty_blockers
from rings.machines import ASSIGNMENT
from rings.models import Assignment, Occurrence, Ring
from rings.rules.schedule import WEEK
from rings.rules.times import first_due_at
from rings.services.attending.closing import close, locked, wait_until
from rings.services.climbing.office import hand_to_office
from rings.services.planning.generate import MOVED_ROUNDS


@transaction.atomic
def take_in_hand(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Make the member of staff `by` the owner: the ladder waits for them from now on."""
    occurrence = locked(occurrence.pk)
    because = occurrence.because or Occurrence.Because.TAKEN
    hand_to_office(occurrence, because, by=by, now=now)
    Occurrence.objects.filter(pk=occurrence.pk).update(office_owner_id=by.user_id)


@transaction.atomic
def resolve(
    occurrence: Occurrence, reason: str, *, by: Actor, now: datetime, note: str = ""
) -> None:
    """Settle `occurrence` for good, with the reason. The note goes with the outcome.

    Raises `IllegalMoveError` when it is closed already.
    """
    occurrence = locked(occurrence.pk)
    close(occurrence, _EVENT_OF.get(reason, "resolve"), reason, by=by, now=now)
    occurrence.outcomes.create(
        result=_RESULT_OF.get(reason, "settled"),
        recorded_by_id=by.user_id,
        channel=by.channel,
        note=note,
        recorded_at=now,
    )


@transaction.atomic
def leave_unreported(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Give up asking how it went. A report that comes later still counts."""
    close(locked(occurrence.pk), "leave_unreported", Occurrence.Reason.OTHER, by=by, now=now)


@transaction.atomic
def seek_stand_in(occurrence: Occurrence, *, by: Actor, now: datetime) -> None:
    """Ask the others of the ring at the next minute; the helper stays responsible until one says yes."""
    occurrence = locked(occurrence.pk)
    holder = occurrence.holder()
    if holder and holder.state == Assignment.State.HELD:
        move(holder, ASSIGNMENT, "seek", by=by, now=now)
    wait_until(occurrence, now)


@transaction.atomic
def move_occurrence(
    occurrence: Occurrence, day: date, wall_time: time, *, by: Actor, now: datetime
) -> Occurrence:
    """Plan it for `day` at `wall_time` instead; the helper goes along if they may. Returns the new occurrence.

    Raises `IllegalMoveError` for a one-off request: what was asked for would stay behind (see `edit_gig`).
    """
    occurrence = locked(occurrence.pk)
    if occurrence.ring is None:
        raise IllegalMoveError("the hour of a request is changed with the request")
    holder = occurrence.holder()
    if holder and _is_barred(holder, occurrence, day):
        holder = None
    close(occurrence, "move", Occurrence.Reason.OTHER, by=by, now=now)
    moved = _planned_for(
        occurrence, occurrence.ring, day, wall_time, has_helper=holder is not None, now=now
    )
    if holder:
        Assignment.objects.create(
            occurrence=moved,
            person=holder.person,
            origin=Assignment.Origin.MANUAL,
            created_at=now,
        )
    return moved


def _planned_for(
    occurrence: Occurrence,
    ring: Ring,
    day: date,
    wall_time: time,
    *,
    has_helper: bool,
    now: datetime,
) -> Occurrence:
    """Make the occurrence of `ring` on `day` that takes the place of `occurrence`."""
    starts_at = instant(day, wall_time, occurrence.zone)
    before = ring.remind_minutes_before
    same_day = Occurrence.objects.filter(ring=ring, nominal_date=day, receiver=occurrence.receiver)
    return Occurrence.objects.create(
        ring=ring,
        rule=occurrence.rule,
        kind=occurrence.kind,
        municipality_id=occurrence.municipality_id,
        association_id=occurrence.association_id,
        receiver=occurrence.receiver,
        nominal_date=day,
        round=_free_round(same_day),
        wall_time=wall_time,
        zone=occurrence.zone,
        starts_at=starts_at,
        ends_at=starts_at + _lasts(occurrence),
        due_at=first_due_at(starts_at, before, has_helper=has_helper, now=now),
    )


def _lasts(occurrence: Occurrence) -> timedelta:
    """Return how long the turn takes: one that had a whole week takes as long as the ring's turns do."""
    if occurrence.ring and occurrence.span == WEEK:
        return timedelta(minutes=occurrence.ring.slot_minutes)
    return occurrence.ends_at - occurrence.starts_at


def _is_barred(holder: Assignment, occurrence: Occurrence, day: date) -> bool:
    reasons = duty_blockers(
        holder.person, day, topology=occurrence.topology, receiver_id=occurrence.receiver_id
    )
    return bool(reasons)


def _free_round(same_day: QuerySet[Occurrence]) -> int:
    last = same_day.filter(round__gte=MOVED_ROUNDS).aggregate(last=Max("round"))["last"]
    return MOVED_ROUNDS if last is None else last + 1


_EVENT_OF: dict[str, str] = {
    Occurrence.Reason.REACHED: "done",
    Occurrence.Reason.REACHED_BY_OTHER: "done",
    Occurrence.Reason.AWAY: "cancel",
    Occurrence.Reason.NOT_NEEDED: "cancel",
}
_RESULT_OF: dict[str, str] = {
    Occurrence.Reason.REACHED: "reached",
    Occurrence.Reason.REACHED_BY_OTHER: "reached",
    Occurrence.Reason.AWAY: "cancelled",
    Occurrence.Reason.NOT_NEEDED: "cancelled",
}
