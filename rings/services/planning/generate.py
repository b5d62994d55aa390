"""Keeping eight weeks of occurrences planned: the same result however often and by however many it runs.

The rings are held while they are planned, and new rows are inserted under the unique key, so a second worker's
are ignored. Planned ones that nobody has touched follow the plan; what somebody has promised stays and is
listed for a decision; past ones are never rewritten.
"""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from directory.actors import CLOCK, Actor
from directory.localtime import local_date
from rings.models import Occurrence, Ring
from rings.rules.plan import RingPlan
from rings.services.planning.differing import out_of_line
from rings.services.planning.plan import load_plans
from rings.services.planning.reconcile import reconcile
from rings.services.series.rows import insert_planned
from rings.services.series.turns import mark_turns
from rings.services.series.wanted import Key, Wanted, wanted_of

log = logging.getLogger(__name__)

HORIZON = timedelta(weeks=8)
# Looked over once a day: what changed without anybody telling the rings (new free hours, a paper renewed).
REVIEWED = timedelta(weeks=1)
# Rounds of the plan count from 1; what is moved to a day stands apart, so that the plan never meets it.
MOVED_ROUNDS = 100
RINGS_AT_ONCE = 500


def behind(last: date) -> QuerySet[Ring]:
    """Return the running rings that are not planned up to the date `last`."""
    return Ring.objects.running().filter(Q(generated_until=None) | Q(generated_until__lt=last))


def extend_plans(now: datetime, horizon: timedelta = HORIZON) -> int:
    """Plan every running ring to the horizon; return how many occurrences are new."""
    last = local_date(now) + horizon
    rings = behind(last).order_by("pk").values_list("pk", flat=True).iterator()
    made = 0
    while some := list(islice(rings, RINGS_AT_ONCE)):
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
    rings, today = locked_rings(ring_ids), local_date(now)
    if not rings:  # ended since they were counted
        return 0
    plans = load_plans(rings, today, last)
    starts = [r.generated_until + timedelta(days=1) for r in rings if r.generated_until]
    first = max(today, min(starts)) if len(starts) == len(rings) else today
    made = _insert(rings, wanted_of(rings, plans, first, last, now), now)
    planned_before = [ring for ring in rings if ring.generated_until]
    _follow(planned_before, plans, today, today + REVIEWED, by=CLOCK, now=now)
    mark_turns(rings, plans, today)
    Ring.objects.filter(pk__in=[ring.pk for ring in rings]).update(generated_until=last)
    return made


def replan(ring: Ring, *, by: Actor, now: datetime) -> int:
    """Bring what is planned for `ring` into line with its members, rules and absences."""
    return replan_all([ring.pk], by=by, now=now)


@transaction.atomic
def replan_all(
    ring_ids: Sequence[int], *, by: Actor, now: datetime, horizon: timedelta = HORIZON
) -> int:
    """Bring what is planned for the running ones of `ring_ids` into line; return how many are new."""
    rings, today = locked_rings(ring_ids), local_date(now)
    last = today + horizon
    plans = load_plans(rings, today, last)
    made = _follow(rings, plans, today, last, by=by, now=now)
    mark_turns(rings, plans, today)
    Ring.objects.filter(pk__in=[ring.pk for ring in rings]).update(generated_until=last)
    return made


def _follow(
    rings: Sequence[Ring],
    plans: Mapping[int, RingPlan],
    first: date,
    last: date,
    *,
    by: Actor,
    now: datetime,
) -> int:
    """Insert what is missing from `first` to `last`, and bring what nobody has touched into line."""
    wanted = wanted_of(rings, plans, first, last, now)
    by_pk = {ring.pk: ring for ring in rings}
    before = _follows_plan(rings, last, now)
    differing = out_of_line(before, wanted)  # what is inserted now follows the plan already
    made = _insert(rings, wanted, now)
    for occurrence in differing:
        key = _key(occurrence)
        occurrence.ring = by_pk[key[0]]
        planned, skipped = wanted.dues.get(key), wanted.skipped.get(key)
        reconcile(occurrence, planned, skipped, by=by, now=now)
    return made


def locked_rings(ring_ids: Collection[int]) -> list[Ring]:
    """Return those of `ring_ids` that run, held for the running transaction: who ends one waits, or is first."""
    rows = Ring.objects.running().filter(pk__in=ring_ids).order_by("pk")
    return list(rows.select_for_update())


def _follows_plan(rings: Iterable[Ring], last: date, now: datetime) -> QuerySet[Occurrence]:
    """Return the occurrences still to come that are open, or that a plan cancelled."""
    future = Occurrence.objects.filter(ring__in=rings, starts_at__gt=now, nominal_date__lte=last)
    future = future.filter(round__lt=MOVED_ROUNDS)
    wanted = Q(state__in=Occurrence.OPEN) | Q(
        state=Occurrence.State.CANCELLED, reason__in=Occurrence.CANCELLED_BY_PLAN
    )
    return future.filter(wanted)


def _insert(rings: Sequence[Ring], wanted: Wanted, now: datetime) -> int:
    """Insert what is not there yet, with the duty of each; return how many were new."""
    found = _existing(rings, wanted)
    new = {key: planned for key, planned in wanted.dues.items() if key not in found}
    if new:
        insert_planned({ring.pk: ring for ring in rings}, new, now)
    return len(new)


def _existing(rings: Sequence[Ring], wanted: Wanted) -> set[Key]:
    if not wanted.dues:
        return set()
    dates = {key[1] for key in wanted.dues}
    rows = Occurrence.objects.filter(
        ring__in=rings, nominal_date__gte=min(dates), nominal_date__lte=max(dates)
    ).order_by()
    found = rows.values_list("ring_id", "nominal_date", "receiver_id", "round")
    return {(ring or 0, day, person, round_) for ring, day, person, round_ in found}


def _key(occurrence: Occurrence) -> Key:
    return (
        occurrence.ring_id or 0,
        occurrence.nominal_date,
        occurrence.receiver_id,
        occurrence.round,
    )
