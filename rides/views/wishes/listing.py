"""The list of rides: who still lacks a driver, the days to come, and how the last ones ended."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.models import Person
from people.services.access import log_residents_seen
from people.services.search import matching
from rides.machines import OPEN_LEG
from rides.models import Leg, RideRequest
from rides.services.showing.rides import by_day, rows_of
from rings.views.shared import working

SHOWN = 120
AHEAD = timedelta(days=14)
LATELY = timedelta(days=7)
MOST_ENDED = 30


@working
def ride_list(request: ScopedRequest) -> HttpResponse:
    """Show the rides of this member of staff's areas, those without a driver marked."""
    now = timezone.now()
    today = local_date(now)
    words = request.GET.get("words", "").strip()
    mine = _searched(request, words)
    coming = rows_of(_coming(mine, today)[: SHOWN + 1])
    ended = rows_of(_ended(mine, today)[:MOST_ENDED])
    shown = coming[:SHOWN]
    log_residents_seen(request.user, {row.ride.rider for row in [*shown, *ended]}, "rides", now)
    context: dict[str, Any] = {
        "days": by_day(shown),
        "more": len(coming) > SHOWN,
        "lacking": sum(row.lacks_driver for row in shown),
        "ended": ended,
        "words": words,
        "today": today,
        "tomorrow": today + timedelta(days=1),
    }
    return render(request, "rides/wishes/list.html", context)


def _searched(request: ScopedRequest, words: str) -> QuerySet[RideRequest]:
    rides = RideRequest.objects.visible_to(request.scope)
    if not words:
        return rides
    people = matching(Person.objects.visible_to(request.scope), words)
    return rides.filter(Q(rider__in=people) | Q(destination__name__icontains=words))


def _coming(rides: QuerySet[RideRequest], today: date) -> QuerySet[RideRequest]:
    """Return the rides that have an open way: of earlier days too, until somebody says how it went."""
    open_leg = Leg.objects.filter(request=OuterRef("pk"), state__in=OPEN_LEG)
    return rides.filter(Exists(open_leg), day__lte=today + AHEAD).order_by("day", "wall_time", "pk")


def _ended(rides: QuerySet[RideRequest], today: date) -> QuerySet[RideRequest]:
    open_leg = Leg.objects.filter(request=OuterRef("pk"), state__in=OPEN_LEG)
    lately = rides.filter(~Exists(open_leg), day__range=(today - LATELY, today + AHEAD))
    return lately.order_by("-day", "-wall_time", "-pk")
