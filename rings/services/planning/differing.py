"""Which of what is planned is not as the plan has it: told from a few columns, for most of it is.

An instance with two dozen columns and its duties costs more than to see that there is nothing to do.
"""

from datetime import datetime, time
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from rings.models import Assignment, Occurrence
from rings.services.series.wanted import Key, Planned, Wanted


class Hour(NamedTuple):
    """When something takes place, by which rule."""

    rule_id: int | None
    wall_time: time
    zone: str
    span: str
    starts_at: datetime
    ends_at: datetime


class Holder(NamedTuple):
    """Who is responsible, and how that came about."""

    person_id: int | None
    state: str | None
    origin: str | None


_KEY = ("ring_id", "nominal_date", "receiver_id", "round")
_HOLDER = ("live__person_id", "live__state", "live__origin")
NOBODY = Holder(None, None, None)


def out_of_line(rows: QuerySet[Occurrence], wanted: Wanted) -> list[Occurrence]:
    """Return those of `rows`, with their duties, that `reconcile` has to look at: not what stands as `wanted`."""
    live = FilteredRelation("assignments", condition=Q(assignments__state__in=Assignment.LIVE))
    found = rows.annotate(live=live).values_list("pk", "state", *_KEY, *Hour._fields, *_HOLDER)
    ids = [pk for pk, state, *rest in found if not _stands(state, rest, wanted)]
    loaded = Occurrence.objects.prefetch_related("assignments").in_bulk(ids)
    return [loaded[pk] for pk in ids]


def _stands(state: str, rest: list[Any], wanted: Wanted) -> bool:
    """Tell whether a row is as `wanted`, or its hour of the plan is past; `rest` in the order of the columns."""
    ring_id, day, receiver_id, round_ = rest[: len(_KEY)]
    key: Key = ring_id, day, receiver_id, round_
    hour, holder = rest[len(_KEY) : -len(_HOLDER)], rest[-len(_HOLDER) :]
    if key in wanted.gone_by:
        return True
    planned = wanted.dues.get(key)
    if planned is None:
        return state == Occurrence.State.CANCELLED
    is_untouched = state == Occurrence.State.PLANNED
    return (
        is_untouched and Hour(*hour) == _hour_of(planned) and Holder(*holder) == _holder_of(planned)
    )


def _hour_of(planned: Planned) -> Hour:
    due = planned.due
    times = due.wall_time, due.zone, due.span
    return Hour(due.rule_id, *times, planned.starts_at, planned.ends_at)


def _holder_of(planned: Planned) -> Holder:
    """Return whom the ring gives it to; whoever was chosen by hand is somebody else's matter."""
    helper = planned.due.helper_id
    if helper is None:
        return NOBODY
    return Holder(helper, Assignment.State.HELD, Assignment.Origin.RING)
