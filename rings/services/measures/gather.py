"""The counts of some months from the tables, in a fixed number of queries whatever the months and places."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import TruncMonth

from directory.localtime import instant, local_date
from directory.models import AuditEntry
from people.machine import RESIDENT
from people.models import Resident
from rings.models import Gig, Occurrence, Offer
from rings.rules.measures import CONTACT_DAYS, Move, waited_days
from rings.services.hours.log import done_turns
from rings.services.measures.tally import Span, Tallies
from rings.services.measures.volunteers import count_volunteers

State = Occurrence.State
# What was wanted and is over: not what was called off or put to another day.
_OVER = Q(state__in=[State.DONE, State.RESOLVED, State.UNREPORTED])
_NOT_WANTED = Q(reason__in=[Occurrence.Reason.AWAY, Occurrence.Reason.NOT_NEEDED])
_UNMET = Q(reason=Occurrence.Reason.UNMET)
HOUR = timedelta(hours=1)


def gather(span: Span, now: datetime) -> Tallies:
    """Return the counts of `span`: eleven queries."""
    tallies = Tallies()
    _turns(span, tallies)
    _yes_to_requests(span, tallies)
    _yes_to_offers(span, tallies)
    _contacts(span, tallies)
    _waiting(span, tallies, now)
    count_volunteers(span, tallies)
    return tallies


def _turns(span: Span, tallies: Tallies) -> None:
    """Count the turns and requests that were wanted, and those of them that were done."""
    over = Occurrence.objects.filter(span.scope.rings(), _OVER & ~_NOT_WANTED | _UNMET)
    rows = over.filter(nominal_date__gte=span.start, nominal_date__lt=span.end).order_by()
    by_month = rows.values_list(TruncMonth("nominal_date"), "municipality")
    counted = by_month.annotate(wanted=Count("pk"), done=Count("pk", filter=Q(state=State.DONE)))
    for month, place, wanted, done in counted:
        for tally in tallies.both(month, place):
            tally.wanted += wanted
            tally.done += done


def _yes_to_requests(span: Span, tallies: Tallies) -> None:
    """Take the hours from writing a request down to the first who had it."""
    gigs = Gig.objects.filter(span.scope.rings("occurrence__")).order_by()
    first = gigs.annotate(yes=Min("occurrence__assignments__created_at"))
    rows = first.filter(yes__gte=instant(span.start, time()), yes__lt=instant(span.end, time()))
    _hours(tallies, rows.values_list("occurrence__municipality", "created_at", "yes"))


def _yes_to_offers(span: Span, tallies: Tallies) -> None:
    """Take the hours from the first who was asked to stand in to the one who said yes."""
    asked = Offer.objects.filter(occurrence=OuterRef("occurrence")).order_by("asked_at")
    rows = Offer.objects.filter(
        span.scope.rings("occurrence__"),
        state=Offer.State.ACCEPTED,
        occurrence__gig__isnull=True,
        answered_at__gte=instant(span.start, time()),
        answered_at__lt=instant(span.end, time()),
    ).annotate(began=Subquery(asked.values("asked_at")[:1]))
    _hours(tallies, rows.order_by().values_list("occurrence__municipality", "began", "answered_at"))


def _hours(tallies: Tallies, rows: Iterable[tuple[int, datetime, Any]]) -> None:
    for place, began, yes in rows:
        month = local_date(yes).replace(day=1)
        for tally in tallies.both(month, place):
            tally.fill_hours.append(max(yes - began, timedelta()) / HOUR)


def _contacts(span: Span, tallies: Tallies) -> None:
    """Count who was with whom in the last four weeks of each month."""
    weeks = Q()
    for _month, end in span.ends():
        first = end - timedelta(days=CONTACT_DAYS)
        weeks |= Q(occurrence__nominal_date__gte=first, occurrence__nominal_date__lt=end)
    turns = done_turns(span.start - timedelta(days=CONTACT_DAYS), span.end)
    rows = turns.filter(span.scope.rings("occurrence__"), weeks).order_by()
    days = rows.values_list(
        "occurrence__nominal_date", "occurrence__municipality", "occurrence__receiver", "person"
    ).annotate(times=Count("pk"))
    for day, place, resident, helper, times in days:
        for month, end in span.ends():
            if end - timedelta(days=CONTACT_DAYS) <= day < end:
                for tally in tallies.both(month, place):
                    tally.contacts[resident][helper] += times


def _waiting(span: Span, tallies: Tallies, now: datetime) -> None:
    """Take the days that residents had waited at the end of each month."""
    mine = Resident.objects.filter(span.scope.people("person__"), person__erased_at__isnull=True)
    moves: defaultdict[int, list[Move]] = defaultdict(list)
    log = AuditEntry.objects.filter(
        subject=RESIDENT.name, subject_id__in=mine.order_by().values("pk")
    )
    for pk, at, before, after in log.order_by("at", "pk").values_list(
        "subject_id", "at", "before", "after"
    ):
        moves[pk].append(Move(at, before, after))
    rows = mine.order_by().values_list("pk", "state", "person__created_at", "person__municipality")
    for pk, state, began, place in rows:
        for month, end in span.ends():
            days = waited_days(moves[pk], began, state, min(instant(end, time()), now))
            if days is not None:
                for tally in tallies.both(month, place):
                    tally.waits.append(days)
