"""Those who wait, on a sketch and in a list; and the proposal of a ring."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_residents_seen
from rings.forms.building import ProposeForm, WaitingFilter
from rings.rules.sketch import sketch
from rings.services.building.propose import Proposal, propose_ring
from rings.services.building.waiting import villages_of, waiting_for
from rings.views.shared import UNPROCESSABLE, by, working

WIDTH, HEIGHT = 480, 400
# Room for the names under the lowest circles.
FOOT = 44


@working
def ring_builder(request: ScopedRequest) -> HttpResponse:
    """List who waits; a POST makes a draft ring of the ticked ones, or of so many who live near one another."""
    form = ProposeForm(request.POST or None, scope=request.scope, initial=_asked(request.GET))
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_ring(
                form.wanted(), scope=request.scope, by=by(request), now=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _words(made))
            return redirect("ring_build", made.ring.pk)
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, **_listed(request)}
    return render(request, "rings/building/waiting.html", context, status=status)


def _asked(query: QueryDict) -> dict[str, Any]:
    """Return what was asked for, for the form that is sent later."""
    return {name: query[name] for name in ("municipality", "kind") if query.get(name)}


def _listed(request: ScopedRequest) -> dict[str, Any]:
    """Return who waits: by name in one municipality, in numbers in all of them."""
    chosen = WaitingFilter(request.POST or request.GET, scope=request.scope, auto_id="filter-%s")
    chosen.is_valid()
    place, kind, now = chosen.municipality_chosen, chosen.kind_chosen, timezone.now()
    rows = waiting_for(kind, now, scope=request.scope, municipality=place)
    villages = villages_of(rows)
    if place:
        log_residents_seen(request.user, [row.person for row in rows], "builder", now)
    return {
        "filter": chosen,
        "place": place,
        "kind": kind,
        "villages": villages,
        "waiting": len(rows),
        "circles": sketch([village.spot for village in villages], WIDTH, HEIGHT),
        "width": WIDTH,
        "height": HEIGHT + FOOT,
        "ticked": set(request.POST.getlist("person")),
    }


def _words(made: Proposal) -> str:
    residents = ngettext("%(n)s resident", "%(n)s residents", made.residents)
    helpers = ngettext("%(n)s volunteer", "%(n)s volunteers", made.helpers)
    words = {
        "residents": residents % {"n": made.residents},
        "helpers": helpers % {"n": made.helpers},
    }
    return _("A draft: %(residents)s and %(helpers)s. Nobody has been told yet.") % words
