"""Pairs: the list by next step, and suggesting one for a resident."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from people.services.access import log_residents_seen, log_view
from people.views.shared import visible_person
from rings.forms.pairs import KINDS, FindVolunteerForm, PairFilterForm
from rings.models import Pair
from rings.services.busy.people_for import judged, volunteers_in
from rings.services.pairs.showing import rows_of, shown
from rings.services.pairs.suggest import suggest_pair
from rings.views.shared import by, chosen_person, working
from volunteers.models import Volunteer

PAGE = 25
FOUND = 20


@working
def pair_list(request: ScopedRequest) -> HttpResponse:
    """List the pairs that wait for a step, the soonest due first, or those in one state."""
    form = PairFilterForm(request.GET)
    state = form.cleaned_data["state"] if form.is_valid() else ""
    pairs = shown(request.scope)
    if state == Pair.State.ENDED:
        pairs = pairs.filter(state=state).order_by("-ended_at", "-pk")
    else:
        pairs = pairs.filter(state=state) if state else pairs.with_a_step()
    page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    log_residents_seen(request.user, [pair.resident for pair in page], "pairs", now)
    context = {"page": page, "rows": rows_of(page, now), "form": form, "now": now}
    return render(request, "rings/pairs/list.html", context)


@working
def pair_new(request: ScopedRequest, person_id: int) -> HttpResponse:
    """List volunteers who could be suggested for a resident; a POST narrows it: no name is in an address."""
    resident = _resident(request, person_id)
    form = FindVolunteerForm(
        request.POST or {"municipality": resident.municipality_id, "kind": _wished(resident)}
    )
    people = volunteers_in(request.scope).filter(volunteer__state=Volunteer.State.ACTIVE)
    people = people.exclude(pk=resident.pk).order_by("last_name", "first_name", "pk")
    if form.is_valid():
        people = form.narrow(people)
    page: Page[Person] = Paginator(people, FOUND).get_page(request.POST.get("page") or 1)
    now = timezone.now()
    log_view(request.user, resident, "pair", now)
    found = judged(page, local_date(now), as_resident=False)
    kind = form.cleaned_data.get("kind") if form.is_valid() else _wished(resident)
    context = {"person": resident, "form": form, "page": page, "candidates": found, "kind": kind}
    return render(request, "rings/pairs/new.html", context)


@working
@require_POST
def pair_suggest(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Suggest one volunteer for a resident."""
    resident = _resident(request, person_id)
    volunteer = chosen_person(request, volunteers_in(request.scope))
    try:
        pair = suggest_pair(resident, volunteer, _kind(request), by=by(request), now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("pair_new", person_id)
    messages.success(request, _("Suggested. Nobody has been told yet."))
    return redirect("pair", pair.pk)


def _resident(request: ScopedRequest, person_id: int) -> Person:
    return get_object_or_404(
        Person.objects.select_related("resident", "municipality"),
        pk=visible_person(request, person_id).pk,
        resident__isnull=False,
    )


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    return kind if kind in dict(KINDS) else KINDS[0][0]


def _wished(resident: Person) -> str:
    """Return the first of the kinds that the resident wishes for, else a call."""
    return next((kind for kind, _name in KINDS if kind in resident.resident.wishes), KINDS[0][0])
