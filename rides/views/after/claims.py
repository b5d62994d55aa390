"""The list of claims, one claim, and what is decided about it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from directory.actors import Actor
from directory.asked import row_number
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.views.shared import CONFLICT, UNPROCESSABLE, by, working
from rides.forms.claims import OPEN, ClaimFilterForm, WhyForm
from rides.machines import EXPENSE_CLAIM, RUN
from rides.models import ExpenseClaim
from rides.services.claims.decide import approve, drop, send_back, submit
from rides.services.claims.showing import rows_of, runs_without_km, to_pay, with_all
from rides.services.claims.story import story_of
from rides.services.claims.watching import near_limits, words_about
from rides.views.after.shared import ConflictError, seen_of, unchanged, visible_claim

PAGE = 50
TO_DO = ("draft", "submitted", "returned", "approved")
FEW = 20
Decision = Callable[..., None]
# By the event that each is for the claim.
ACTS: dict[str, tuple[Decision, Promise]] = {
    "submit": (submit, gettext_lazy("Sent to be checked.")),
    "approve": (approve, gettext_lazy("Approved. Its sums stand from now on.")),
    "drop": (drop, gettext_lazy("Left unclaimed.")),
    "return": (send_back, gettext_lazy("Sent back.")),
}


@working
def claim_list(request: ScopedRequest) -> HttpResponse:
    """List the claims that wait for somebody, or those in one state; above them what else there is to do."""
    form = ClaimFilterForm(request.GET)
    state = (form.cleaned_data["state"] if form.is_valid() else "") or OPEN
    claims = _shown(request, state)
    page = Paginator(with_all(claims), PAGE).get_page(request.GET.get("page"))
    without = runs_without_km(request.scope)
    context = {
        "form": ClaimFilterForm({"state": state}),
        "page": page,
        "rows": rows_of(page),
        "without": without[:FEW],
        "without_more": max(without.count() - FEW, 0),
        "to_pay": to_pay(request.scope),
        "near": near_limits(request.scope, timezone.localdate().year),
        "year": timezone.localdate().year,
        "can_approve": any(claim.state == ExpenseClaim.State.SUBMITTED for claim in page),
    }
    return render(request, "rides/after/claims.html", context)


@working
@require_POST
def claims_approve(request: ScopedRequest) -> HttpResponse:
    """Approve the claims that were ticked; one that has moved on meanwhile is left and said."""
    wanted = {number for text in request.POST.getlist("claim") if (number := row_number(text))}
    claims = ExpenseClaim.objects.visible_to(request.scope).filter(pk__in=wanted)
    done, left = 0, []
    for claim in claims.select_related("run", "driver__volunteer__person").order_by("run__day"):
        try:
            approve(claim, by=by(request), now=timezone.now())
            done += 1
        except RefusedError as refusal:
            left.append(f"{claim.driver}: {refusal}")
    if done:
        words = ngettext("%(number)s claim approved.", "%(number)s claims approved.", done)
        messages.success(request, words % {"number": done})
    for words in left:
        messages.error(request, words)
    if not done and not left:
        messages.error(request, _("Tick the claims that you approve."))
    return redirect("claims")


@working
def claim_page(request: ScopedRequest, claim_id: int) -> HttpResponse:
    """Show one claim: its lines, where it comes from, and what can be decided."""
    return _page(request, visible_claim(request, claim_id), WhyForm())


@working
@require_POST
def claim_act(request: ScopedRequest, claim_id: int, act: str) -> HttpResponse:
    """Decide about one claim, as its page offers it."""
    claim = visible_claim(request, claim_id)
    if act not in ACTS:
        raise Http404
    decide, said = ACTS[act]
    form = WhyForm(request.POST if act == "return" else None)
    if act == "return" and not form.is_valid():
        return _page(request, claim, form, UNPROCESSABLE)
    words = [form.cleaned_data["why"]] if act == "return" else []
    try:
        with unchanged(request, claim.run):
            _do(decide, claim, words, by(request), timezone.now())
    except ConflictError:
        return _page(request, visible_claim(request, claim_id), WhyForm(), CONFLICT)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(said))
    return redirect("claim", claim_id)


def _do(decide: Decision, claim: ExpenseClaim, words: list[str], by: Actor, now: datetime) -> None:
    decide(claim, *words, by=by, now=now)


def _shown(request: ScopedRequest, state: str) -> QuerySet[ExpenseClaim]:
    claims = ExpenseClaim.objects.visible_to(request.scope)
    if state == OPEN:
        return claims.filter(state__in=TO_DO).order_by("run__day", "pk")
    return claims.filter(state=state).order_by("-run__day", "-pk")


def _page(
    request: ScopedRequest, claim: ExpenseClaim, form: WhyForm, status: int = 200
) -> HttpResponse:
    (row,) = rows_of([claim])
    allowed = {act for act in ACTS if EXPENSE_CLAIM.allows(claim.state, act)}
    context: dict[str, Any] = {
        "claim": claim,
        "row": row,
        "form": form,
        "allowed": allowed,
        "can_correct": RUN.allows(claim.run.state, "tell_km") and claim.state in TO_DO[:3],
        "warnings": words_about(claim),
        "story": story_of(claim),
        "seen": seen_of(claim.run),
        "conflict": status == CONFLICT,
        "year": claim.run.day.year,
    }
    return render(request, "rides/after/claim.html", context, status=status)
