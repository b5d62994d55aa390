"""Choosing by hand who does a request: all volunteers in reach, ranked, with what speaks for and against each."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from directory.middleware import ScopedRequest
from rings.forms.members import FindPersonForm
from rings.services.gigs.candidates import candidates, need_of, volunteers_in_reach
from rings.services.matching.known import known_to
from rings.views.conflict import seen_of
from rings.views.gigs.callees import rows
from rings.views.gigs.page import visible_gig
from rings.views.shared import working

PAGE = 20


@working
def gig_choose(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """List the volunteers: those who may be asked, then the familiar names that are missing, then the rest."""
    gig, now = visible_gig(request, occurrence_id), timezone.now()
    need = need_of(gig)
    form = FindPersonForm(request.POST or {})
    people = volunteers_in_reach(need).filter(request.scope.people()).distinct()
    if form.is_valid():
        people = form.narrow(people)
    found = candidates(need, now, people=people, scope=request.scope)
    familiar = known_to(gig.occurrence.receiver, now)
    found.sort(
        key=lambda c: (
            bool(c.bars),
            bool(c.bars) and c.person.pk not in familiar,
            not c.may_be_rung,
        )
    )
    page = Paginator(found, PAGE).get_page(request.POST.get("page") or 1)
    context = {
        "gig": gig,
        "form": form,
        "page": page,
        "rows": rows(page),
        "seen": seen_of(gig.occurrence),
    }
    return render(request, "rings/gigs/choose.html", context)
