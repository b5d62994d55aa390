"""Filling the Today page: ten queries, however many occurrences there are."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, Min, OuterRef, Q, QuerySet, When

from directory.scope import Scope
from rings.models import Assignment, Occurrence
from rings.models.occurrence import OccurrenceQuerySet
from rings.services.showing.board import BoardRow, Counts, RingProgress, TodayBoard
from rings.services.showing.board_rows import rows_of

NEEDS_LIMIT = 50
COMING_LIMIT = 8
GAPS_LIMIT = 20
GAP_DAYS = timedelta(days=7)

State = Occurrence.State
WELL = Q(state__in=(State.DONE, State.RESOLVED, State.UNREPORTED))
RED = Q(state=State.ESCALATED)
NOT_ASKED_OF = Q(state__in=(State.CANCELLED, State.MOVED))


def today_board(scope: Scope, day: date, now: datetime) -> TodayBoard:
    """Return what the member of staff with `scope` sees of the local date `day` at `now`."""
    seen = Occurrence.objects.visible_to(scope)
    rings = list(_rings(seen.on(day), now))
    needs, gaps = _needs(seen), _gaps(seen, day, now)
    coming = seen.on(day).open().exclude(RED).filter(starts_at__gt=now)
    picked = (
        list(_whole(needs)[:NEEDS_LIMIT]),
        list(_whole(coming.order_by("starts_at", "pk"))[:COMING_LIMIT]),
        list(_whole(gaps)[:GAPS_LIMIT]),
    )
    rows = {row.occurrence_id: row for row in rows_of([o for some in picked for o in some], now)}
    needs_rows, coming_rows, gap_rows = (tuple(rows[o.pk] for o in some) for some in picked)
    return TodayBoard(
        day=day,
        counts=_counts(rings),
        needs_person=needs_rows,
        needs_total=_total(needs, needs_rows, NEEDS_LIMIT),
        rings=tuple(sorted((p for p, _later in rings), key=_alarms_first)),
        coming_up=coming_rows,
        gaps=gap_rows,
        gaps_total=_total(gaps, gap_rows, GAPS_LIMIT),
        next_at=picked[1][0].starts_at if picked[1] else None,
    )


def _needs(seen: OccurrenceQuerySet) -> QuerySet[Occurrence]:
    """Return what the office has in hand: worries first, then the longest waiting."""
    worries_first = Case(
        When(because=Occurrence.Because.CONCERN, then=0), default=1, output_field=IntegerField()
    )
    return seen.filter(RED).order_by(worries_first, "starts_at", "pk")


def _gaps(seen: OccurrenceQuerySet, day: date, now: datetime) -> QuerySet[Occurrence]:
    """Return the turns of the next days that nobody holds for certain."""
    held = Assignment.objects.filter(occurrence=OuterRef("pk"), state=Assignment.State.HELD)
    near = seen.filter(nominal_date__gte=day, nominal_date__lt=day + GAP_DAYS)
    open_ones = near.filter(state=State.PLANNED, starts_at__gt=now)
    return open_ones.filter(~Exists(held)).order_by("starts_at", "pk")


def _whole(rows: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    return rows.select_related("ring", "receiver", "office_owner")


def _total(rows: QuerySet[Occurrence], shown: tuple[BoardRow, ...], limit: int) -> int:
    return rows.count() if len(shown) == limit else len(shown)


def _rings(today: OccurrenceQuerySet, now: datetime) -> Iterator[tuple[RingProgress, int]]:
    """Return each ring's progress, and how many of its hours are still to come, in one query."""
    later = ~WELL & ~RED & ~Q(state=State.NO_ANSWER) & Q(starts_at__gt=now)
    grouped = (
        today.exclude(NOT_ASKED_OF)
        .order_by()
        .values("ring", "ring__name", "ring__kind", "ring__municipality__name_fi")
        .annotate(
            first=Min("wall_time"),
            total=Count("pk"),
            done=Count("pk", filter=WELL),
            red=Count("pk", filter=RED),
            later=Count("pk", filter=later),
        )
    )
    for row in grouped:
        progress = RingProgress(
            ring_id=row["ring"] or 0,
            name=row["ring__name"] or "",
            kind=row["ring__kind"] or "",
            municipality=row["ring__municipality__name_fi"] or "",
            first_time=row["first"],
            done=row["done"],
            total=row["total"],
            amber=row["total"] - row["done"] - row["red"] - row["later"],
            red=row["red"],
        )
        yield progress, row["later"]


def _counts(rings: list[tuple[RingProgress, int]]) -> Counts:
    return Counts(
        red=sum(p.red for p, _later in rings),
        amber=sum(p.amber for p, _later in rings),
        green=sum(p.done for p, _later in rings),
        later=sum(later for _p, later in rings),
    )


def _alarms_first(ring: RingProgress) -> tuple[bool, bool, Any, str]:
    return (not ring.red, not ring.amber, ring.first_time, ring.name)
