"""Keeping eight weeks of occurrences planned: the same result however often and by however many it runs.

New ones are inserted under the unique key, so a second worker's are ignored. Planned ones that nobody has
touched follow the plan; touched and past ones are never rewritten.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q

from directory.actors import CLOCK, Actor
from directory.localtime import instant, local_date
from rings.models import Assignment, Occurrence, Ring
from rings.rules.due import Due, who_is_due
from rings.rules.plan import RingPlan
from rings.rules.schedule import days
from rings.rules.times import first_due_at
from rings.services.plan import load_plans
from rings.services.reconcile import Planned, reconcile

log = logging.getLogger(__name__)

HORIZON = timedelta(weeks=8)
# Looked over once a day: what changed without anybody telling the rings (new free hours, a paper renewed).
REVIEWED = timedelta(weeks=1)
# Rounds of the plan count from 1; what is moved to a day stands apart, so that the plan never meets it.
MOVED_ROUNDS = 100
RINGS_AT_ONCE = 100

Key = tuple[int, date, int, int]


@dataclass(frozen=True)
class Wanted:
    """What the plans ask for by key, and what they skip; nothing whose hour is past."""

    dues: dict[Key, Planned]
    skipped: dict[Key, Due]
    # Due at an hour that is past: what was planned for a later hour of the day stays as it was.
    gone_by: set[Key]


def extend_plans(now: datetime) -> int:
    """Plan every running ring to the horizon; return how many occurrences are new."""
    last = local_date(now) + HORIZON
    behind = Ring.objects.running().filter(Q(generated_until=None) | Q(generated_until__lt=last))
    rings = behind.order_by("pk").iterator()
    made = 0
    while some := [ring.pk for ring in islice(rings, RINGS_AT_ONCE)]:
        made += _extend_safely(some, last, now)
    return made


def _extend_safely(ring_ids: Sequence[int], last: date, now: datetime) -> int:
    """One broken ring must not keep the others from being planned: then each is planned alone."""
    try:
        return _extend(ring_ids, last, now)
    except Exception:
        if len(ring_ids) > 1:
            return sum(_extend_safely([pk], last, now) for pk in ring_ids)
        log.exception("could not plan ring %s", ring_ids[0])
        return 0


@transaction.atomic
def _extend(ring_ids: Sequence[int], last: date, now: datetime) -> int:
    rings = _locked(ring_ids)
    starts = [r.generated_until + timedelta(days=1) for r in rings if r.generated_until]
    first = max(local_date(now), min(starts)) if len(starts) == len(rings) else local_date(now)
    made = _insert(rings, _wanted(rings, first, last, now), now)
    _follow(rings, local_date(now), local_date(now) + REVIEWED, by=CLOCK, now=now)
    Ring.objects.filter(pk__in=ring_ids).update(generated_until=last)
    return made


def replan(ring: Ring, *, by: Actor, now: datetime) -> int:
    """Bring what is planned for `ring` into line with its members, rules and absences."""
    return replan_all([ring.pk], by=by, now=now)


@transaction.atomic
def replan_all(ring_ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """Bring what is planned for the running ones of `ring_ids` into line; return how many are new."""
    rings = _locked(ring_ids)
    last = local_date(now) + HORIZON
    made = _follow(rings, local_date(now), last, by=by, now=now)
    Ring.objects.filter(pk__in=[ring.pk for ring in rings]).update(generated_until=last)
    return made


def _follow(rings: Sequence[Ring], first: date, last: date, *, by: Actor, now: datetime) -> int:
    """Insert what is missing from `first` to `last`, and bring what nobody has touched into line."""
    wanted = _wanted(rings, first, last, now)
    plans = {ring.pk: ring for ring in rings}
    before = _follows_plan(rings, last, now)  # what is inserted now follows the plan already
    made = _insert(rings, wanted, now)
    for occurrence in before:
        key = _key(occurrence)
        if key in wanted.gone_by:
            continue
        occurrence.ring = plans[key[0]]
        reconcile(occurrence, wanted.dues.get(key), wanted.skipped.get(key), by=by, now=now)
    return made


def _locked(ring_ids: Sequence[int]) -> list[Ring]:
    rows = Ring.objects.running().filter(pk__in=ring_ids).order_by("pk")
    return list(rows.select_for_update())


def _follows_plan(rings: Iterable[Ring], last: date, now: datetime) -> list[Occurrence]:
    """Return the occurrences still to come that nobody has touched, or that a plan cancelled."""
    future = Occurrence.objects.filter(ring__in=rings, starts_at__gt=now, nominal_date__lte=last)
    future = future.filter(round__lt=MOVED_ROUNDS)
    wanted = Q(state=Occurrence.State.PLANNED) | Q(
        state=Occurrence.State.CANCELLED, reason__in=Occurrence.CANCELLED_BY_PLAN
    )
    return list(future.filter(wanted).prefetch_related("assignments"))


def _wanted(rings: Sequence[Ring], first: date, last: date, now: datetime) -> Wanted:
    plans = load_plans(rings, first, last)
    dues: dict[Key, Planned] = {}
    skipped: dict[Key, Due] = {}
    gone_by: set[Key] = set()
    for ring in rings:
        for day, due in _dues(plans[ring.pk], first, last):
            starts_at = instant(day, due.wall_time, due.zone)
            key = (ring.pk, day, due.receiver_id, due.round)
            if due.skipped:
                skipped[key] = due
            elif starts_at > now:
                dues[key] = Planned(due, day, starts_at, _first_due(ring, due, starts_at, now))
            else:
                gone_by.add(key)
    return Wanted(dues, skipped, gone_by)


def _dues(plan: RingPlan, first: date, last: date) -> Iterator[tuple[date, Due]]:
    for day in days(first, last):
        for due in who_is_due(plan, day):
            yield day, due


def _first_due(ring: Ring, due: Due, starts_at: datetime, now: datetime) -> datetime:
    return first_due_at(
        starts_at, ring.remind_minutes_before, has_helper=due.helper_id is not None, now=now
    )


def _insert(rings: Sequence[Ring], wanted: Wanted, now: datetime) -> int:
    """Insert what is not there yet, with the duty of each; return how many were new."""
    by_pk = {ring.pk: ring for ring in rings}
    found = _existing(rings, wanted)
    new = {key: planned for key, planned in wanted.dues.items() if key not in found}
    if not new:
        return 0
    Occurrence.objects.bulk_create(
        (_occurrence(by_pk[key[0]], planned) for key, planned in new.items()),
        ignore_conflicts=True,
        batch_size=500,
    )
    ids = {key: pk for key, pk in _existing(rings, wanted).items() if key in new}
    Assignment.objects.bulk_create(
        (
            Assignment(
                occurrence_id=pk,
                person_id=helper_id,
                origin=Assignment.Origin.RING,
                created_at=now,
            )
            for key, pk in ids.items()
            if (helper_id := new[key].due.helper_id) is not None
        ),
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(new)


def _existing(rings: Sequence[Ring], wanted: Wanted) -> dict[Key, int]:
    if not wanted.dues:
        return {}
    dates = [key[1] for key in wanted.dues]
    rows = Occurrence.objects.filter(
        ring__in=rings, nominal_date__gte=min(dates), nominal_date__lte=max(dates)
    ).values_list("ring_id", "nominal_date", "receiver_id", "round", "pk")
    return {(ring or 0, day, person, round_): pk for ring, day, person, round_, pk in rows}


def _occurrence(ring: Ring, planned: Planned) -> Occurrence:
    return Occurrence(
        ring=ring,
        rule_id=planned.due.rule_id,
        kind=ring.kind,
        municipality_id=ring.municipality_id,
        association_id=ring.association_id,
        receiver_id=planned.due.receiver_id,
        nominal_date=planned.day,
        round=planned.due.round,
        wall_time=planned.due.wall_time,
        zone=planned.due.zone,
        starts_at=planned.starts_at,
        due_at=planned.due_at,
    )


def _key(occurrence: Occurrence) -> Key:
    return (
        occurrence.ring_id or 0,
        occurrence.nominal_date,
        occurrence.receiver_id,
        occurrence.round,
    )
