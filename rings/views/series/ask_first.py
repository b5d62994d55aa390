"""A running ring is not changed before somebody has seen what that does: a second press does it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from rings.models import Occurrence, Ring
from rings.rules.changes import Difference, What
from rings.services.series.foresee import Forecast, foresee
from rings.views.conflict import seen_of_ring

SURE = "sure"
NOT_AGAIN = frozenset({"csrfmiddlewaretoken", SURE})
SHOWN = 40


@dataclass(frozen=True)
class Row:
    """The contacts of one hour that change alike, in words."""

    day: date
    hour: time
    residents: tuple[str, ...]
    words: str


def ask_first(
    request: ScopedRequest, ring: Ring, change: Callable[[], object], *, back: str
) -> HttpResponse | None:
    """Show what `change` does to a running `ring` and ask; None: go on, it was said or nothing changes.

    `back` is the way out. What was sent is sent again with the second press.
    """
    if ring.state != Ring.State.PUBLISHED or SURE in request.POST or _is_out_of_date(request, ring):
        return None
    found = foresee(ring, change, timezone.now())
    if not found.changes:
        return None
    rows = _rows((c for c in found.changes if c.what != What.DECIDE), found)
    context = {
        "ring": ring,
        "counts": found.counts,
        "decide": _rows(found.decisions, found),
        "promised": len(found.decisions),
        "rows": rows[:SHOWN],
        "more": max(len(rows) - SHOWN, 0),
        "again": list(_again(request)),
        "back": back,
    }
    return render(request, "rings/series/changes.html", context)


def _is_out_of_date(request: ScopedRequest, ring: Ring) -> bool:
    """Tell whether the page is older than the ring: then the change itself says so."""
    seen = request.POST.get("seen", "")
    return seen.isdecimal() and seen != seen_of_ring(ring)


def _again(request: ScopedRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_AGAIN:
            yield from ((name, str(value)) for value in values)


def _rows(changes: Iterable[Difference], found: Forecast) -> list[Row]:
    """Return one row for all that change alike at one hour."""
    alike: dict[tuple[date, time, str], list[str]] = defaultdict(list)
    for change in changes:
        stand = change.stand
        resident = str(found.people[stand.receiver_id])
        alike[stand.day, stand.hour, _words(change, found)].append(resident)
    return [
        Row(day, hour, tuple(residents), words) for (day, hour, words), residents in alike.items()
    ]


def _words(change: Difference, found: Forecast) -> str:
    """Return what happens to one contact: "new, Sari Esimerkki", "at 10.00 instead of 9.00"."""
    before, after = change.before, change.after
    helper = str(found.people.get((after or change.stand).helper_id or 0, _("nobody")))
    if change.what == What.NEW:
        return _("new: %(name)s") % {"name": helper}
    if before is None or after is None:
        return _("called off")
    if change.what == What.DECIDE:
        return str(Occurrence.Decision(after.decision).label)
    was = str(found.people.get(before.helper_id or 0, _("nobody")))
    if change.what == What.HELPER:
        return _("%(new)s instead of %(old)s") % {"new": helper, "old": was}
    hours = {"new": _hour(after.hour), "old": _hour(before.hour)}
    return _("at %(new)s instead of %(old)s") % hours


def _hour(hour: time) -> str:
    return f"{hour.hour}.{hour:%M}"
