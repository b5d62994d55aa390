"""Building a ring by hand: its facts, its hours, its members in order. Each change is noted in the audit trail."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.localtime import local_date
from directory.models import AuditEntry
from people.errors import RefusedError
from people.models import Person
from rings.models import Ring, RingMember, ScheduleRule
from rings.services.planning.generate import replan
from rings.services.planning.ring_log import PERSON
from rings.services.planning.served import settle_served
from volunteers.services.eligibility import blockers

ROLES: dict[str, tuple[str, ...]] = {
    Ring.Topology.CIRCLE: (RingMember.Role.BOTH,),
    Ring.Topology.HUB: (RingMember.Role.RESIDENT, RingMember.Role.HELPER),
    Ring.Topology.PAIR: (RingMember.Role.RESIDENT, RingMember.Role.HELPER),
    Ring.Topology.CALL_IN: (RingMember.Role.RESIDENT,),
}


ALREADY_IN = _("This person belongs to the ring already.")
NO_SUCH_ROLE = _("This ring has no place for that.")
PAIR_IS_FULL = _("A pair is one volunteer and one resident. Take the other one out first.")


def members_on(ring: Ring, day: date) -> list[RingMember]:
    """Return who belongs on `day` or later, in order, with their persons.

    In a roster that has run the helpers stand as their turns come, longest idle first.
    """
    belongs = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    members = list(ring.members.filter(belongs).select_related("person__municipality"))
    place = {person_id: n for n, person_id in enumerate(ring.turn_order)}
    return sorted(members, key=lambda m: place.get(m.person_id, len(place)))


@transaction.atomic
def create_ring(ring: Ring, *, by: Actor, now: datetime) -> Ring:
    """Save a new draft `ring` that a form has filled in."""
    ring.created_at = now
    ring.save()
    _note(ring, "created", by, now)
    return ring


@transaction.atomic
def change_ring(ring: Ring, *, by: Actor, now: datetime) -> Ring:
    """Save the changed facts of `ring`."""
    ring.save()
    _note(ring, "changed", by, now)
    return ring


@transaction.atomic
def set_when(
    ring: Ring,
    rule: ScheduleRule,
    *,
    remind_before: int,
    ask_after: int,
    turn_weeks: int,
    by: Actor,
    now: datetime,
    roster: str = Ring.Roster.SPREAD,
) -> ScheduleRule:
    """Save the schedule `rule` of `ring`, counted from its first day, and plan anew what nobody has touched.

    `remind_before` and `ask_after` are minutes from the first text to the hour, and from the hour to the
    question how it went.
    """
    ring = held(ring)
    ring.remind_minutes_before, ring.slot_minutes = remind_before, ask_after
    ring.turn_weeks, ring.roster = turn_weeks, roster
    ring.save(update_fields=["remind_minutes_before", "slot_minutes", "turn_weeks", "roster"])
    rule.ring, rule.anchor = ring, rule.valid_from
    if rule.pk is None:
        rule.round = next_round(ring)
    rule.save()
    changed(ring, "hours_changed", by, now)
    return rule


@transaction.atomic
def add_member(ring: Ring, person: Person, role: str, *, by: Actor, now: datetime) -> RingMember:
    """Put `person` last among those of `role`, from today on.

    Raises `RefusedError` when they are in the ring already, the role does not fit or something bars them.
    """
    today, ring = local_date(now), held(ring)
    members = members_on(ring, today)
    _check_place(ring, members, person, role)
    if barred := blockers(person, today, as_resident=role != RingMember.Role.HELPER):
        raise RefusedError(barred[0])
    last = ring.members.filter(role=role).aggregate(last=Max("position"))["last"] or 0
    member = RingMember.objects.create(
        ring=ring, person=person, role=role, position=last + 1, valid_from=today
    )
    changed(ring, "member_added", by, now, person)
    return member


def _check_place(ring: Ring, members: list[RingMember], person: Person, role: str) -> None:
    if any(m.person_id == person.pk for m in members):
        raise RefusedError(ALREADY_IN)
    if role not in ROLES[ring.topology]:
        raise RefusedError(NO_SUCH_ROLE)
    if ring.topology == Ring.Topology.PAIR and any(m.role == role for m in members):
        raise RefusedError(PAIR_IS_FULL)


@transaction.atomic
def remove_member(member: RingMember, *, by: Actor, now: datetime) -> None:
    """Take a member out from today on: nothing more is planned, what happened stays."""
    today, ring = local_date(now), held(member.ring)
    if ring.state == Ring.State.DRAFT or member.valid_from >= today:
        member.delete()
    else:
        member.valid_until = today - timedelta(days=1)
        member.save(update_fields=["valid_until"])
    changed(ring, "member_removed", by, now, member.person)


@transaction.atomic
def reorder_member(member: RingMember, step: int, *, by: Actor, now: datetime) -> int:
    """Move a member one place earlier (`step` -1) or later (1) among those of the role; return the place, from 1.

    At either end nothing moves.
    """
    ring = held(member.ring)
    same = [m for m in members_on(ring, local_date(now)) if m.role == member.role]
    here = next(place for place, m in enumerate(same) if m.pk == member.pk)
    there = min(max(here + step, 0), len(same) - 1)
    if there == here:
        return here + 1
    same.insert(there, same.pop(here))
    for place, other in enumerate(same, start=1):
        other.position = place
    RingMember.objects.bulk_update(same, ["position"])
    if ring.turn_order and member.role == RingMember.Role.HELPER:
        ring.turn_order = [m.person_id for m in same]
        ring.save(update_fields=["turn_order"])
    changed(ring, "order_changed", by, now, member.person)
    return there + 1


@transaction.atomic
def set_own_hour(member: RingMember, hour: time | None, *, by: Actor, now: datetime) -> None:
    """Give a member an hour of their own, or with None the ring's."""
    ring = held(member.ring)
    member.wall_time = hour
    member.save(update_fields=["wall_time"])
    changed(ring, "own_hour", by, now, member.person)


def next_round(ring: Ring) -> int:
    """Return the round of one more time a day."""
    return (ring.rules.aggregate(last=Max("round"))["last"] or 0) + 1


def held(ring: Ring) -> Ring:
    """Return `ring` as it stands now, held for the running transaction: two who change it take turns."""
    return Ring.objects.select_for_update().get(pk=ring.pk)


def changed(ring: Ring, event: str, by: Actor, now: datetime, person: Person | None = None) -> None:
    """Note the change and, when the ring runs, plan anew what nobody has touched."""
    _note(ring, event, by, now, person)
    if ring.state == Ring.State.PUBLISHED:
        settle_served([person.pk] if person else [], by=by, now=now)
        replan(ring, by=by, now=now)


def _note(ring: Ring, event: str, by: Actor, now: datetime, person: Person | None = None) -> None:
    AuditEntry.objects.record(
        subject="ring",
        subject_id=ring.pk,
        event=event,
        before=ring.state,
        after=ring.state,
        reason=f"{PERSON}{person.pk}" if person else "",
        by=by,
        at=now,
    )
