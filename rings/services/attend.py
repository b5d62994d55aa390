"""Attending to what is due: the clock's part in rings, one transaction for each helper's group."""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rings.models import Assignment, Occurrence
from rings.services.ladders import LadderBook
from rings.services.office import alert
from rings.services.plan import Known, bars_on
from rings.services.round import Round

log = logging.getLogger(__name__)
AT_ONCE = 200


@dataclass(frozen=True)
class _Work:
    """The due occurrences by the person responsible, and what is known of everybody in them by date."""

    groups: dict[int | None, list[int]]
    known: dict[date, Known]


def attend(now: datetime) -> int:
    """Take the next step of every occurrence that is due at `now`; return how many there were.

    A group that fails is tried again one by one; what fails then is logged and left for the next minute.
    """
    work = _work(now)
    book = LadderBook()
    for helper_id, ids in work.groups.items():
        for start in range(0, len(ids), AT_ONCE):
            _attend_safely(ids[start : start + AT_ONCE], helper_id, work.known, book, now)
    return sum(len(ids) for ids in work.groups.values())


def _attend_safely(
    ids: Sequence[int],
    helper_id: int | None,
    known: dict[date, Known],
    book: LadderBook,
    now: datetime,
) -> None:
    """One broken row must not stop the clock: neither for other helpers, nor for what hangs beside it."""
    try:
        _attend_group(ids, helper_id, known, book, now)
    except Exception:
        if len(ids) == 1:
            log.exception("could not attend to %s of helper %s", ids, helper_id)
        else:
            for pk in ids:
                _attend_safely([pk], helper_id, known, book, now)


def _work(now: datetime) -> _Work:
    due = list(
        Occurrence.objects.due(now)
        .order_by("due_at", "starts_at", "pk")
        .values_list("pk", "nominal_date", "receiver_id")
    )
    live = Assignment.objects.filter(
        occurrence__in=[pk for pk, _day, _receiver in due], state__in=Assignment.LIVE
    )
    holders = dict(live.values_list("occurrence_id", "person_id")) if due else {}
    groups: dict[int | None, list[int]] = defaultdict(list)
    people: dict[date, set[int]] = defaultdict(set)
    for pk, day, receiver_id in due:
        holder_id = holders.get(pk)
        groups[holder_id].append(pk)
        people[day] |= {receiver_id} if holder_id is None else {receiver_id, holder_id}
    return _Work(groups, {day: bars_on(ids, day) for day, ids in people.items()})


@transaction.atomic
def _attend_group(
    ids: Sequence[int],
    helper_id: int | None,
    known: dict[date, Known],
    book: LadderBook,
    now: datetime,
) -> None:
    # What has changed hands since the groups were made belongs to another group: the next minute's.
    occurrences = [o for o in _locked_due(ids, now) if _holder_id(o) == helper_id]
    turn = Round(known, book, now)
    for occurrence in occurrences:
        turn.step(occurrence)
    turn.tell()
    alert(turn.for_office, now)


def _holder_id(occurrence: Occurrence) -> int | None:
    holder = occurrence.holder()
    return holder.person_id if holder else None


def _locked_due(ids: Sequence[int], now: datetime) -> list[Occurrence]:
    """Return those of `ids` that are still due, held: what another worker has taken is left to it."""
    rows = (
        Occurrence.objects.due(now)
        .filter(pk__in=ids)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("ring", "association", "receiver")
        .prefetch_related("assignments__person", "escalations")
    )
    # Put in order here: for a query this wide Django takes longer to write the clause than to sort.
    return sorted(rows.order_by(), key=lambda o: (o.starts_at, o.pk))
