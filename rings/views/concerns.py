"""Worries: the list, writing one down, and how a report to the authorities is made."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from people.models import Person
from people.services.access import log_residents_seen
from people.views.shared import visible_person
from rings.forms.concerns import ConcernForm
from rings.models import Concern, Occurrence
from rings.models.concern import ConcernQuerySet
from rings.services.concerns.opening import Worry, open_concern
from rings.views.shared import UNPROCESSABLE, by, visible_occurrence, working

PAGE = 25


def visible_concerns(request: ScopedRequest) -> ConcernQuerySet:
    """Return the worries of whose being whoever is signed in may know, with what a list shows."""
    seen = Concern.objects.visible_to(request.user, request.scope)
    return seen.select_related("person", "owner", "municipality", "association")


@working
def concern_list(request: ScopedRequest) -> HttpResponse:
    """List the open worries, the soonest due first; with `closed` those that have ended."""
    is_closed = "closed" in request.GET
    rows = visible_concerns(request)
    if is_closed:
        rows = rows.filter(state=Concern.State.CLOSED).order_by("-closed_at", "-pk")
    else:
        rows = rows.open().order_by("due_at", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    log_residents_seen(request.user, [row.person for row in page], "concerns", now)
    context = {"page": page, "is_closed": is_closed, "now": now}
    return render(request, "rings/concerns/list.html", context)


@working
def concern_guide(request: ScopedRequest) -> HttpResponse:
    """Tell how a report of a worry is made to the authorities: Rinki never makes one."""
    return render(request, "rings/concerns/guide.html")


@working
def concern_new(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down a worry about a person, from their page."""
    return _new(request, visible_person(request, person_id), None)


@working
def concern_new_turn(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Write down a worry that came up in a call or visit."""
    occurrence = visible_occurrence(request, occurrence_id)
    return _new(request, occurrence.receiver, occurrence)


def _new(request: ScopedRequest, person: Person, occurrence: Occurrence | None) -> HttpResponse:
    form = ConcernForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _open(request, person, occurrence, form.cleaned_data)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "person": person, "occurrence": occurrence}
    return render(request, "rings/concerns/new.html", context, status=status)


def _open(
    request: ScopedRequest, person: Person, occurrence: Occurrence | None, said: dict[str, Any]
) -> HttpResponse:
    worry = Worry(person, said["what"], said["severity"], occurrence)
    concern = open_concern(worry, by=by(request), now=timezone.now(), mine=said["mine"])
    mine = Concern.objects.readable_by(request.user, request.scope)
    if mine.filter(pk=concern.pk).exists():
        messages.success(request, _("The worry is written down."))
        return redirect("concern", concern.pk)
    # It became a note of one that others look into.
    told = _("%(name)s is looking into a worry about this person already. Yours was added to it.")
    messages.success(request, told % {"name": concern.owner or _("A colleague")})
    return redirect("person", person.pk)
