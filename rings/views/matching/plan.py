"""The plan of a municipality: who would help whom, who has nobody and why, and suggesting what is ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.asked import row_number
from directory.middleware import ScopedRequest
from directory.models import Municipality
from people.models import Person
from people.services.access import log_residents_seen
from rings.forms.matching import PlanForm
from rings.services.matching.choose import NoLonger, NoLongerError, Two, suggest_all
from rings.services.matching.plan import Row, Unserved, plan_municipality
from rings.services.matching.suggest import helpers_for
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working

PAGE, MOST_SHOWN, REASONS = 30, 50, 3


@dataclass(frozen=True)
class Line:
    """One suggestion with its people. `value`: what its tick box sends."""

    resident: Person
    volunteer: Person
    score: int
    why: tuple[str | Promise, ...]

    @property
    def value(self) -> str:
        """The numbers of the two."""
        return f"{self.resident.pk}-{self.volunteer.pk}"


@working
def match(request: ScopedRequest) -> HttpResponse:
    """Show the best plan for all who wait in a municipality."""
    return _page(request, PlanForm(request.GET, scope=request.scope))


@working
@require_POST
def match_suggest_all(request: ScopedRequest) -> HttpResponse:
    """Suggest every pair that is ticked, or none when one of them does not hold any more."""
    form = PlanForm(request.POST, scope=request.scope)
    place, kind = form.place_chosen, form.kind_chosen
    if place is None:
        raise Http404
    chosen = _chosen(request, place)
    if not chosen:
        return _page(request, form, UNPROCESSABLE, nothing_ticked=True)
    try:
        made = suggest_all(chosen, kind, by=by(request), now=timezone.now())
    except NoLongerError as error:
        return _page(request, form, CONFLICT, no_longer=error.those)
    words = ngettext(
        "%(n)s pair was suggested. Nobody has been told yet.",
        "%(n)s pairs were suggested. Nobody has been told yet.",
        len(made),
    )
    messages.success(request, words % {"n": len(made)})
    return redirect(f"{reverse('pairs')}?state=suggested")


def _chosen(request: ScopedRequest, place: Municipality) -> list[Two]:
    """Return the two of each tick box, or answer 404 when either is outside the scope."""
    ids = [_two(each) for each in request.POST.getlist("pair")]
    seen = Person.objects.current().visible_to(request.scope).filter(municipality=place)
    waiting = seen.filter(resident__isnull=False).select_related("municipality", "resident")
    residents = waiting.in_bulk([resident for resident, _volunteer in ids])
    helpers = helpers_for(place, request.scope).distinct()
    volunteers = {p.pk: p for p in helpers.filter(pk__in=[v for _resident, v in ids])}
    try:
        return [(residents[r], volunteers[v]) for r, v in dict.fromkeys(ids)]
    except KeyError as error:
        raise Http404 from error


def _two(ticked: str) -> tuple[int, int]:
    """Return the numbers that the tick box of a `Line` sends, or answer 404."""
    resident, _dash, volunteer = ticked.partition("-")
    one, other = row_number(resident), row_number(volunteer)
    if one is None or other is None:
        raise Http404
    return one, other


def _page(
    request: ScopedRequest,
    form: PlanForm,
    status: int = 200,
    no_longer: Sequence[NoLonger] = (),
    *,
    nothing_ticked: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "place": form.place_chosen, "kind": form.kind_chosen}
    context |= {"no_longer": no_longer, "nothing_ticked": nothing_ticked}
    if form.place_chosen:
        context |= _plan(request, form.place_chosen, form.kind_chosen)
    context["ticked"] = set(request.POST.getlist("pair"))
    context["all_ticked"] = request.GET.get("tick") == "all"
    return render(request, "rings/matching/plan.html", context, status=status)


def _plan(request: ScopedRequest, place: Municipality, kind: str) -> dict[str, Any]:
    """Return the plan as the page shows it. Every resident who is named is logged as seen."""
    now = timezone.now()
    found = plan_municipality(place, kind, now, scope=request.scope)
    new = sorted((r for r in found.rows if not r.is_kept), key=lambda r: (-r.score, r.resident_id))
    kept = [row for row in found.rows if row.is_kept]
    page: Page[Row] = Paginator(new, PAGE).get_page(request.GET.get("page"))
    shown = [*page, *kept[:MOST_SHOWN]]
    people = _people(shown, found.unserved[:MOST_SHOWN])
    residents = [people[pk] for row in shown for pk in [row.resident_id]]
    residents += [people[each.resident_id] for each in found.unserved[:MOST_SHOWN]]
    log_residents_seen(request.user, residents, "match", now)
    return {
        "page": page,
        "lines": [_line(row, people) for row in page],
        "kept": [_line(row, people) for row in kept[:MOST_SHOWN]],
        "unserved": [(people[u.resident_id], u.reasons) for u in found.unserved[:MOST_SHOWN]],
        "waiting": len(new) + len(found.unserved),
        "helped": len(new),
        "number_kept": len(kept),
        "number_unserved": len(found.unserved),
        "gap": found.certificate.gap,
    }


def _people(rows: Sequence[Row], unserved: Sequence[Unserved]) -> dict[int, Person]:
    ids = {pk for row in rows for pk in (row.resident_id, row.volunteer_id)}
    ids |= {each.resident_id for each in unserved}
    return Person.objects.select_related("municipality").in_bulk(ids)


def _line(row: Row, people: dict[int, Person]) -> Line:
    """Return a row with its people and what counts most for it."""
    reasons = sorted(row.why, key=lambda reason: -reason.points)
    why = tuple(reason.words for reason in reasons[:REASONS])
    return Line(people[row.resident_id], people[row.volunteer_id], row.score, why)
