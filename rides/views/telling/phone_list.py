"""The phone list of rides: whom to ring, why, and one press for what they said."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_residents_seen
from people.views.shared import CONFLICT, UNPROCESSABLE, by, working
from rides.machines import LEG, RUN
from rides.models import Leg, Run
from rides.services.telling.by_phone import LEG_ACTS, RUN_ACTS, say_of_leg, say_of_run
from rides.services.telling.phone_list import phone_list, seen_of

PAGE = 25


@working
def calls(request: ScopedRequest) -> HttpResponse:
    """Show whom to ring, the most urgent first."""
    return _page(request)


@working
@require_POST
def leg_say(request: ScopedRequest, leg_id: int, act: str) -> HttpResponse:
    """Write down what a rider said on the telephone about one way."""
    get_object_or_404(Leg.objects.visible_to(request.scope), pk=leg_id)
    if act not in LEG_ACTS:
        raise Http404

    def do(now: datetime) -> str:
        _check_seen(request, Leg, LEG.name, leg_id)
        say_of_leg(leg_id, act, by=by(request), now=now)
        return str(LEG_ACTS[act].done)

    return _said(request, do)


@working
@require_POST
def run_say(request: ScopedRequest, run_id: int, act: str) -> HttpResponse:
    """Write down what a driver said on the telephone about a run."""
    get_object_or_404(Run.objects.visible_to(request.scope), pk=run_id)
    if act not in RUN_ACTS:
        raise Http404

    def do(now: datetime) -> str:
        _check_seen(request, Run, RUN.name, run_id)
        say_of_run(run_id, act, by=by(request), now=now)
        return str(RUN_ACTS[act].done)

    return _said(request, do)


def _check_seen(
    request: ScopedRequest, model: type[Leg] | type[Run], subject: str, pk: int
) -> None:
    """Hold the row; raise `ConcurrentMoveError` when it has moved on since the page was shown."""
    model._default_manager.select_for_update().get(pk=pk)
    seen = request.POST.get("seen")
    if seen is not None and seen != str(seen_of(subject, pk)):
        raise ConcurrentMoveError(f"{subject} {pk}: the page is out of date")


def _said(request: ScopedRequest, do: Callable[[datetime], str]) -> HttpResponse:
    """Run one change and lead back to where it was pressed; what cannot be is said on the list."""
    try:
        with transaction.atomic():
            done = do(timezone.now())
    except (ConcurrentMoveError, IllegalMoveError):
        words = _("Somebody else changed this meanwhile. Nothing of yours was saved. Look again.")
        messages.error(request, words)
        return _page(request, CONFLICT)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return _page(request, UNPROCESSABLE)
    messages.success(request, done)
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if safe else "rides_phone_list")


def _page(request: ScopedRequest, status: int = 200) -> HttpResponse:
    now = timezone.now()
    rows = phone_list(request.scope, now)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    riders = [row.person for row in page if row.leg]
    log_residents_seen(request.user, riders, "rides", now)
    context: dict[str, Any] = {"page": page, "now": now, "total": len(rows)}
    return render(request, "rides/telling/phone_list.html", context, status=status)
