"""What a publishing changes, run by run; a press tells drivers and riders, and says who has to be rung."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.middleware import ScopedRequest
from people.services.access import log_residents_seen
from people.views.shared import CONFLICT, by, working
from rides.models import Run
from rides.services.telling.changes import Change, changes
from rides.services.telling.publish import Published, publish
from rides.views.dispatch.day import days_around
from rides.views.dispatch.shared import say_out_of_date


@dataclass(frozen=True)
class Told:
    """What changes in one run; `run` is None for riders whose car was taken away."""

    run: Run | None
    changes: tuple[Change, ...]


@working
def rides_day_publish(request: ScopedRequest, day: date) -> HttpResponse:
    """Show who would hear what, and how; a POST tells them, unless it is not any more what was shown."""
    now = timezone.now()
    found = changes(day, request.scope, now)
    seen = _seen(found)
    is_old = request.method == "POST" and request.POST.get("seen", seen) != seen
    if request.method == "POST" and not is_old:
        _say(request, publish(day, request.scope, by=by(request), now=now))
        return redirect("rides_day", day)
    if is_old:
        say_out_of_date(request)
    people = [change.person for change in found if not change.is_for_driver]
    log_residents_seen(request.user, people, "rides of a day", now)
    context = {
        **days_around(day),
        "told": _by_run(found),
        "texts": sum(change.by_text for change in found if not change.waits),
        "calls": sum(not change.by_text for change in found if not change.waits),
        "waits": sum(change.waits for change in found),
        "seen": seen,
    }
    status = CONFLICT if is_old else 200
    return render(request, "rides/dispatch/publish.html", context, status=status)


def _by_run(found: Sequence[Change]) -> list[Told]:
    def key(change: Change) -> int:
        return change.run.pk if change.run else 0

    groups = [list(some) for _pk, some in groupby(found, key=key)]
    return [Told(some[0].run, tuple(some)) for some in groups]


def _seen(found: Iterable[Change]) -> str:
    """Return what the form carries along: everything that would be told."""
    facts = [
        (
            change.what,
            change.run.pk if change.run else 0,
            change.leg.pk if change.leg else 0,
            str(change.leg.pickup_at if change.leg else change.run and change.run.starts_at),
        )
        for change in found
    ]
    return sha256(repr(facts).encode()).hexdigest()[:16]


def _say(request: ScopedRequest, done: Published) -> None:
    if not done:
        messages.success(request, _("Everybody knew already: nobody was told anything."))
        return
    words = []
    if done.asked:
        said = ngettext("%(n)s driver was asked.", "%(n)s drivers were asked.", len(done.asked))
        words.append(said % {"n": len(done.asked)})
    drivers = len(done.told_drivers)
    if drivers:
        said = ngettext("%(n)s driver was told.", "%(n)s drivers were told.", drivers)
        words.append(said % {"n": drivers})
    riders = len(done.told_riders)
    if riders:
        said = ngettext("%(n)s rider was told.", "%(n)s riders were told.", riders)
        words.append(said % {"n": riders})
    messages.success(request, " ".join([*words, _("The rest hear it once their driver says yes.")]))
    if done.to_ring:
        names = ", ".join(str(person) for person in done.to_ring)
        messages.warning(
            request, _("No text reaches these, ring them: %(names)s") % {"names": names}
        )
