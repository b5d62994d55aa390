"""Attending to what is due: the clock's part in rings, one transaction for all that is due at once.

One worker at a time: of two that took a half each of what a helper is to be reminded of, each would write to the
helper, and list the other half as still open.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from directory.alone import alone
from directory.kept import Hanging, kept
from rings.models import Assignment, Occurrence
from rings.services.attending.bars import BarBook
from rings.services.attending.closing import LADDERS
from rings.services.attending.round import Round
from rings.services.climbing.ladders import LadderBook
from rings.services.climbing.office import alert

log = logging.getLogger(__name__)
AT_ONCE = 200
ATTENDING = "attending"
# In no order: of either one is live at most.
DUTIES = Hanging(Assignment.objects.select_related("person").order_by(), "occurrence")


@dataclass(frozen=True)
class _Books:
    """What is read once for a whole tick."""

    ladders: LadderBook = field(default_factory=LadderBook)
    bars: BarBook = field(default_factory=BarBook)


def attend(now: datetime) -> int:
    """Take the next step of every occurrence that is due at `now`; return how many there were.

    Nothing is done, and 0 returned, while another worker is at it. What fails together is tried again by
    helper, and then one by one; what fails then is logged and left for the next minute.
    """
    books = _Books()
    few = _attend_few(books, now)
    if few is not None:
        return few
    due = Occurrence.objects.due(now).order_by("due_at", "starts_at", "pk")
    ids = list(due.values_list("pk", flat=True))
    for some in _batches(ids):
        _attend_safely(some, books, now)
    return len(ids)


def _attend_few(books: _Books, now: datetime) -> int | None:
    """Attend to all that is due in one go; return how many there were, None when too many or one is broken."""
    try:
        with transaction.atomic():
            if not alone(ATTENDING):
                return 0
            occurrences = _due_first(now)
            if len(occurrences) > AT_ONCE:
                return None
            _take_steps(occurrences, books, now)
            return len(occurrences)
    except Exception:  # found and logged by those who come next
        return None


def _batches(ids: list[int]) -> Iterator[list[int]]:
    """Yield `ids` in parts of at most `AT_ONCE`; who has many duties due is written to once about all of them."""
    if len(ids) <= AT_ONCE:
        if ids:
            yield ids
        return
    batch: list[int] = []
    for group in _by_helper(ids):
        if batch and len(batch) + len(group) > AT_ONCE:
            yield batch
            batch = []
        batch += group
    yield from (batch[start : start + AT_ONCE] for start in range(0, len(batch), AT_ONCE))


def _by_helper(ids: Sequence[int]) -> list[list[int]]:
    live = Assignment.objects.filter(occurrence__in=ids, state__in=Assignment.LIVE)
    helpers = dict(live.values_list("occurrence_id", "person_id"))
    groups: dict[int | None, list[int]] = defaultdict(list)
    for pk in ids:
        groups[helpers.get(pk)].append(pk)
    return list(groups.values())


def _attend_safely(ids: Sequence[int], books: _Books, now: datetime) -> None:
    """One broken row must not stop the clock: neither for other helpers, nor for what hangs beside it."""
    try:
        _attend_all(ids, books, now)
    except Exception:
        if len(ids) == 1:
            log.exception("could not attend to %s", ids)
            return
        groups = _by_helper(ids)
        for part in groups if len(groups) > 1 else [[pk] for pk in ids]:
            _attend_safely(part, books, now)


@transaction.atomic
def _attend_all(ids: Sequence[int], books: _Books, now: datetime) -> None:
    if alone(ATTENDING):
        _take_steps(_due_among(ids, now), books, now)


def _take_steps(due: Iterable[Occurrence], books: _Books, now: datetime) -> None:
    # Put in order here: for a query this wide the order costs more than to sort.
    occurrences = sorted(due, key=lambda o: (o.starts_at, o.pk))
    LADDERS.read_for(occurrences)
    here = [o for o in occurrences if o.state != Occurrence.State.ESCALATED]
    # Of what the office has in hand already, who has it matters only at some steps: it is read then.
    DUTIES.read_for(here)
    books.bars.read_for(here)
    turn = Round(occurrences, books.bars, books.ladders, now)
    for occurrence in occurrences:
        turn.step(occurrence)
    turn.tell()
    alert(turn.for_office, now)


@kept
def _due_first(now: datetime) -> QuerySet[Occurrence]:
    """Return what is due, held: one more than are attended to at once, and no more."""
    return _held(Occurrence.objects.due(now))[: AT_ONCE + 1]


@kept
def _due_among(ids: Sequence[int], now: datetime) -> QuerySet[Occurrence]:
    """Return those with `ids` that are due still, held."""
    return _held(Occurrence.objects.due(now).filter(pk__in=ids))


def _held(due: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    """Return `due`, held: what somebody is changing at this moment is left to the next minute."""
    rows = due.select_for_update(of=("self",), skip_locked=True)
    return rows.select_related("ring", "association", "receiver").order_by()
