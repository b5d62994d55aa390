"""One run: its halts seat by seat, what it comes to, what has happened to it, and what its driver says."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_residents_seen
from people.views.shared import CHANGED_MEANWHILE, by, working
from rides.machines import RUN
from rides.models import Run
from rides.services.showing.day import RunRow, run_row, with_drivers
from rides.services.showing.drawing import sketch_of_run
from rides.services.showing.paper import first_numbers
from rides.services.showing.run_story import story_of
from rides.services.showing.ways import riders_seen
from rides.services.telling.by_phone import RUN_ACTS, break_off
from rides.services.telling.standing import is_promised

# What a driver may say on the telephone, by how far the run is.
SAYS: dict[str, tuple[str, ...]] = {
    Run.State.ASKED: ("yes", "no"),
    Run.State.CONFIRMED: ("heard", "no"),
    Run.State.OUT: ("heard",),
}
WIDTH, HEIGHT = 360, 340


@working
def run(request: ScopedRequest, run_id: int) -> HttpResponse:
    """Show the run, and what can be done with it in its state."""
    row = shown_run(request, run_id, "run")
    driver = row.run.driver
    context = {
        "row": row,
        "day": row.run.day,
        "phone": first_numbers({driver.person.pk}).get(driver.person.pk, ""),
        "sketch": sketch_of_run(row, WIDTH, HEIGHT),
        "width": WIDTH,
        "height": HEIGHT,
        "story": story_of(row.run),
        **_what_can_be_said(row.run, timezone.now()),
    }
    return render(request, "rides/dispatch/run.html", context)


@working
@require_POST
def run_break(request: ScopedRequest, run_id: int) -> HttpResponse:
    """Break a run off whose car goes no further; lead to the day, where its riders wait for another."""
    row = shown_run(request, run_id, "run")
    try:
        left = break_off(row.run.pk, by=by(request), now=timezone.now())
    except (RefusedError, IllegalMoveError, ConcurrentMoveError):
        messages.error(request, str(CHANGED_MEANWHILE))
        return redirect("run", run_id)
    words = ngettext(
        "%(n)s way needs another car at once.", "%(n)s ways need another car at once.", len(left)
    )
    messages.warning(request, _("The run is broken off.") + " " + words % {"n": len(left)})
    return redirect("rides_day", row.run.day)


def _what_can_be_said(run: Run, now: datetime) -> dict[str, object]:
    """Return which buttons the run's state has."""
    has_begun = run.starts_at <= now
    acts: list[tuple[str, str | Promise]] = [
        (name, RUN_ACTS[name].word) for name in SAYS.get(run.state, ())
    ]
    return {
        "acts_of_run": acts,
        "has_begun": has_begun,
        "may_agree": is_promised(run),
        "may_break": has_begun and RUN.allows(run.state, "break_down"),
    }


def shown_run(request: ScopedRequest, run_id: int, what: str) -> RunRow:
    """Return the run with its halts, and write down whose rides are shown; 404 when it is outside the scope."""
    for found in with_drivers(Run.objects.visible_to(request.scope).filter(pk=run_id)):
        row = run_row(found, request.scope)
        log_residents_seen(request.user, riders_seen(row.ways), what, timezone.now())
        return row
    raise Http404
