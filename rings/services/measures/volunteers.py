"""The part of the volunteers: how the hours are spread, whom nobody has asked, and who had nothing to do."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from directory.localtime import instant, local_date
from rings.models import Assignment, Offer, Pair
from rings.rules.measures import IDLE_DAYS, UNASKED_DAYS, lacks_since
from rings.services.hours.log import done_turns, extra_work
from rings.services.measures.tally import Span, Tallies
from volunteers.models import Volunteer

# By person, days on which something happened to them.
Days = defaultdict[int, list[date]]


def count_volunteers(span: Span, tallies: Tallies) -> None:
    """Count the volunteers who are active now: their minutes, and whom nobody has asked or seen lately."""
    active = Volunteer.objects.filter(
        span.scope.people("person__"), state=Volunteer.State.ACTIVE
    ).order_by()
    people = list(active.values_list("person", "person__municipality", "person__created_at"))
    minutes = _minutes(span)
    asked, helped = _asked_and_helped(span, active)
    for month, end in span.ends():
        for person, place, since in people:
            if since >= instant(end, time()):
                continue
            for tally in tallies.both(month, place):
                tally.minutes[person] = max(minutes[month, person], 0)
                tally.unasked += lacks_since(asked[person], end, UNASKED_DAYS)
                tally.idle += lacks_since(helped[person], end, IDLE_DAYS)


def _minutes(span: Span) -> Counter[tuple[date, int]]:
    turns = done_turns(span.start, span.end).filter(span.scope.rings("occurrence__")).order_by()
    added = extra_work(span.start, span.end).filter(span.scope.rings()).order_by()
    spent: Counter[tuple[date, int]] = Counter()
    by_turn = turns.values_list(TruncMonth("occurrence__nominal_date"), "person")
    by_hand = added.values_list(TruncMonth("day"), "person")
    for rows in (by_turn.annotate(all=Sum("worked")), by_hand.annotate(all=Sum("minutes"))):
        for month, person, minutes in rows:
            spent[month, person] += minutes
    return spent


def _asked_and_helped(span: Span, active: "QuerySet[Volunteer]") -> tuple[Days, Days]:
    """Return when volunteers were last asked or had a turn, and when they last did one, month by month.

    The last of a month is enough: what came earlier in it is further from every month's end.
    """
    mine = {"person__in": active.values("person")}
    since = span.start - timedelta(days=UNASKED_DAYS)
    at = instant(since, time())
    # Whoever has been given a turn to come has been asked for something.
    planned = span.end + timedelta(days=UNASKED_DAYS)
    offers = Offer.objects.filter(asked_at__gte=at, **mine).order_by()
    pairs = Pair.objects.filter(created_at__gte=at, volunteer__in=active.values("person"))
    turns = Assignment.objects.filter(
        occurrence__nominal_date__gte=since, occurrence__nominal_date__lt=planned, **mine
    ).order_by()
    by_month = turns.values_list("person", TruncMonth("occurrence__nominal_date"))
    is_done = Q(state=Assignment.State.DONE)
    last: Any = F("occurrence__nominal_date")
    had = list(
        by_month.annotate(had=Max(last), given=Max("created_at"), done=Max(last, filter=is_done))
    )
    asked: Days = defaultdict(list)
    helped: Days = defaultdict(list)
    for person, _month, day, given, done in had:
        asked[person] += [day, local_date(given)]
        helped[person] += [done] if done else []
    for rows in (
        offers.values_list("person", TruncMonth("asked_at")).annotate(at=Max("asked_at")),
        pairs.order_by()
        .values_list("volunteer", TruncMonth("created_at"))
        .annotate(at=Max("created_at")),
    ):
        for person, _month, when in rows:
            asked[person].append(local_date(when))
    return asked, helped
