"""The plans of the running rings, read from the tables for `promises`."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from backend.rehearsal.promises import MemberFacts, RingFacts, RuleFacts
from people.models import Absence
from rings.models import Ring, RingMember, ScheduleRule
from volunteers.services.eligibility import blockers_of


def running_rings() -> list[RingFacts]:
    """Return every ring that plans, in three queries."""
    rules: dict[int, list[RuleFacts]] = defaultdict(list)
    for rule in ScheduleRule.objects.order_by("round", "pk"):
        rules[rule.ring_id].append(_rule(rule))
    members: dict[int, list[MemberFacts]] = defaultdict(list)
    for row in RingMember.objects.all():
        members[row.ring_id].append(_member(row))
    return [
        RingFacts(pk, tuple(rules[pk]), tuple(members[pk]))
        for pk in Ring.objects.running().values_list("pk", flat=True)
    ]


def who_is_away(day: date) -> Callable[[int, date], bool]:
    """Return the question whether a resident is away, or no longer to be called as of `day`."""
    away: dict[int, list[Absence]] = defaultdict(list)
    for absence in Absence.objects.filter(cancelled_at=None):
        away[absence.person_id].append(absence)
    members = set(RingMember.objects.values_list("person_id", flat=True))
    barred = {pk for pk, why in blockers_of(members, day, as_resident=True).items() if why}

    def is_away(person_id: int, on: date) -> bool:
        return person_id in barred or any(
            absence.starts_on <= on and (absence.returns_on is None or on < absence.returns_on)
            for absence in away[person_id]
        )

    return is_away


def _rule(row: ScheduleRule) -> RuleFacts:
    return RuleFacts(
        round=row.round,
        weekdays=frozenset(row.weekdays),
        interval_weeks=row.interval_weeks,
        anchor=row.anchor,
        wall_time=row.wall_time,
        zone=row.zone,
        holidays=row.holidays,
        first=row.valid_from,
        last=row.valid_until,
    )


def _member(row: RingMember) -> MemberFacts:
    return MemberFacts(row.person_id, row.role, row.wall_time, row.valid_from, row.valid_until)
