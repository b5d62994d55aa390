"""Who would suit one resident: ranked, with reasons, and the familiar names that are missing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from people.services.access import log_view
from people.views.shared import visible_person
from rings.forms.matching import DespiteForm, KindForm
from rings.forms.pairs import KINDS
from rings.models import Pair
from rings.services.matching.choose import suggest_one
from rings.services.matching.suggest import explanation_of, helpers_for, suggestions_for
from rings.views.shared import UNPROCESSABLE, by, chosen_person, working
from volunteers.services.eligibility import blockers

CARD = "match"


@working
def match_person(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show who would suit a resident, the best first."""
    resident, now = _resident(request, person_id), timezone.now()
    log_view(request.user, resident, CARD, now)
    form = _kind_form(request.GET, resident)
    kind = form.kind_chosen
    found = suggestions_for(resident, kind, now, scope=request.scope)
    pairs = _pairs_of(resident, kind)
    context = {
        "person": resident,
        "form": form,
        "kind": kind,
        "kind_words": dict(KINDS)[kind],
        "barred": blockers(resident, local_date(now), as_resident=True),
        "ranked": [
            (each, pairs.get(each.person.pk)) for each in found.ranked if not each.needs_a_cause
        ],
        "doubtful": [
            (each, pairs.get(each.person.pk)) for each in found.ranked if each.needs_a_cause
        ],
        "missing": found.missing,
        "others": found.others,
    }
    return render(request, "rings/matching/person.html", context)


@working
@require_POST
def match_suggest(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Suggest a volunteer whom nothing speaks against; if something does by now, ask for a cause."""
    resident, now = _resident(request, person_id), timezone.now()
    volunteer = chosen_person(request, helpers_for(resident.municipality, request.scope))
    kind = _kind_form(request.POST, resident).kind_chosen
    try:
        pair = suggest_one(resident, volunteer, kind, by=by(request), now=now)
    except RefusedError as refused:
        if refused.field == "cause":
            return redirect(_with_kind("match_despite", kind, person_id, volunteer.pk))
        messages.error(request, f"{volunteer}: {refused.reason}")
        return redirect(_with_kind("match_person", kind, person_id))
    messages.success(request, _("Suggested. Nobody has been told yet."))
    return redirect("pair", pair.pk)


@working
def match_despite(request: ScopedRequest, person_id: int, volunteer_id: int) -> HttpResponse:
    """Ask why a volunteer will do although a soft rule speaks against it, and suggest them."""
    resident, now = _resident(request, person_id), timezone.now()
    helpers = helpers_for(resident.municipality, request.scope)
    volunteer = get_object_or_404(helpers, pk=volunteer_id)
    log_view(request.user, resident, CARD, now)
    kind = _kind_form(request.POST or request.GET, resident).kind_chosen
    form = DespiteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cause = form.cleaned_data["cause"]
        try:
            pair = suggest_one(resident, volunteer, kind, by=by(request), now=now, cause=cause)
        except RefusedError as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Suggested. Nobody has been told yet."))
            return redirect("pair", pair.pk)
    context: dict[str, Any] = {"person": resident, "volunteer": volunteer, "form": form}
    context |= {"kind": kind, "found": explanation_of(resident, volunteer, kind, now)}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "rings/matching/despite.html", context, status=status)


def _resident(request: ScopedRequest, person_id: int) -> Person:
    """Return the resident, or answer 404 when they are outside the scope or no resident."""
    return get_object_or_404(
        Person.objects.current().select_related("resident", "municipality"),
        pk=visible_person(request, person_id).pk,
        resident__isnull=False,
    )


def _kind_form(asked: QueryDict, resident: Person) -> KindForm:
    """Return what is asked for; when nothing is said, the first kind that the resident wishes for."""
    wishes = resident.resident.wishes
    first = next((kind for kind, _name in KINDS if kind in wishes), KINDS[0][0])
    return KindForm(
        {"kind": first} | {k: asked[k] for k in ("kind",) if asked.get(k)}, initial={"kind": first}
    )


def _pairs_of(resident: Person, kind: str) -> dict[int, int]:
    """Return the live pairs of a resident by the volunteer."""
    live = Pair.objects.live().filter(resident=resident, kind=kind)
    return dict(live.values_list("volunteer", "pk"))


def _with_kind(url: str, kind: str, *args: int) -> str:
    return f"{reverse(url, args=args)}?kind={kind}"
