"""Acts on one turn that need a second person: changing it with another's, and handing it to a contact."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from rings.eligibility import NotEligibleError
from rings.forms.turns import HandoverForm, SwapForm
from rings.services.climbing.handovers import record_handover
from rings.services.swaps.ask import propose_swap, swap_at_once
from rings.views.one_turn import change, page
from rings.views.shared import UNPROCESSABLE, by, visible_occurrence, working


@working
@require_POST
def occurrence_swap(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Ask another volunteer by text to change turns, or change them at once when both have agreed."""
    occurrence = visible_occurrence(request, occurrence_id)
    now = timezone.now()
    form = SwapForm(request.POST, occurrence=occurrence, now=now)
    given = occurrence.holder()
    if given is None or not form.is_valid():
        return page(request, occurrence_id, UNPROCESSABLE, swapping=form)
    wanted, agreed = form.chosen, "agreed" in request.POST
    swap = swap_at_once if agreed else propose_swap
    done = _("The turns are swapped.") if agreed else _("%(name)s is asked by text.")
    try:
        return change(
            request,
            occurrence,
            lambda: swap(given, wanted, by=by(request), now=now),
            done % {"name": wanted.person},
            swapping=form,
        )
    except NotEligibleError as error:
        return page(request, occurrence_id, UNPROCESSABLE, swapping=form, refused=error.reasons)
    except RefusedError as error:
        return page(request, occurrence_id, UNPROCESSABLE, swapping=form, refused=[error.reason])


@working
@require_POST
def occurrence_handover(request: ScopedRequest, occurrence_id: int) -> HttpResponse:
    """Write down that somebody of the resident's own has taken it over."""
    occurrence = visible_occurrence(request, occurrence_id)
    form = HandoverForm(request.POST, occurrence=occurrence)
    if not form.is_valid():
        return page(request, occurrence_id, UNPROCESSABLE, handing=form)
    return change(
        request,
        occurrence,
        lambda: record_handover(
            occurrence,
            contact=form.contact,
            name=form.cleaned_data["name"].strip(),
            relation=form.cleaned_data["relation"].strip(),
            looks_again_in=form.looks_again_in,
            by=by(request),
            now=timezone.now(),
        ),
        _("Written down: who has it now, and since when."),
        handing=form,
    )
