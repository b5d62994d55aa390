"""The list of one-off requests: what came in, what still looks for somebody, what is agreed and how it ended."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from directory.scope import Scope
from people.services.access import log_residents_seen
from rings.models import Gig, GigRequest
from rings.services.gigs.stage import Stage, gigs_at
from rings.views.gigs.cards import GigCard, card, with_numbers
from rings.views.shared import working

SHOWN = 30
LATELY = timedelta(days=14)
OPEN = (Stage.PHONING, Stage.OFFERING, Stage.FILLED)
ENDED = (Stage.UNMET, Stage.DONE, Stage.CANCELLED)


@working
def gig_list(request: ScopedRequest) -> HttpResponse:
    """Show the requests of this member of staff's areas, what needs them first."""
    now = timezone.now()
    cards = {stage: _open(stage, request.scope, now) for stage in OPEN}
    ended = _ended(request.scope, now)
    seen = [row.occurrence.receiver for row in chain(ended, *cards.values())]
    log_residents_seen(request.user, seen, "requests", now)
    context: dict[str, Any] = {
        "incoming": _incoming(request.scope),
        "phoning": cards[Stage.PHONING],
        "offering": cards[Stage.OFFERING],
        "filled": cards[Stage.FILLED],
        "ended": ended,
        "totals": {stage.value: _total(stage, request.scope, cards[stage]) for stage in cards},
        "now": now,
    }
    return render(request, "rings/gigs/list.html", context)


def _open(stage: Stage, scope: Scope, now: datetime) -> list[GigCard]:
    rows: QuerySet[Gig] = with_numbers(gigs_at(stage, scope))[:SHOWN]
    return [card(gig, stage, now) for gig in rows]


def _total(stage: Stage, scope: Scope, shown: list[GigCard]) -> int:
    return gigs_at(stage, scope).count() if len(shown) == SHOWN else len(shown)


def _ended(scope: Scope, now: datetime) -> list[GigCard]:
    """Return what ended in the last two weeks, newest first."""
    found: list[GigCard] = []
    for stage in ENDED:
        rows = with_numbers(gigs_at(stage, scope)).filter(occurrence__closed_at__gte=now - LATELY)
        rows = rows.order_by("-occurrence__closed_at", "-pk")[:SHOWN]
        found += [card(gig, stage, now) for gig in rows]
    return sorted(found, key=lambda row: row.occurrence.closed_at or now, reverse=True)[:SHOWN]


def _incoming(scope: Scope) -> list[GigRequest]:
    """Return what came by link and waits for somebody of the office, the longest waiting first."""
    rows = GigRequest.objects.visible_to(scope).filter(state=GigRequest.State.NEW)
    return list(rows.select_related("referrer", "service_line", "municipality", "owner")[:SHOWN])
