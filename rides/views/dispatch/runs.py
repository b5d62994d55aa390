"""One run: its halts seat by seat, what it comes to, and what has happened to it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from people.services.access import log_residents_seen
from people.views.shared import working
from rides.models import Run
from rides.services.showing.day import RunRow, run_row, with_drivers
from rides.services.showing.drawing import sketch_of_run
from rides.services.showing.paper import first_numbers
from rides.services.showing.run_story import story_of
from rides.services.showing.ways import riders_seen

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
    }
    return render(request, "rides/dispatch/run.html", context)


def shown_run(request: ScopedRequest, run_id: int, what: str) -> RunRow:
    """Return the run with its halts, and write down whose rides are shown; 404 when it is outside the scope."""
    for found in with_drivers(Run.objects.visible_to(request.scope).filter(pk=run_id)):
        row = run_row(found, request.scope)
        log_residents_seen(request.user, riders_seen(row.ways), what, timezone.now())
        return row
    raise Http404
