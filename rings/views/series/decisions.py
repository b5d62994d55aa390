"""What somebody has promised and the plan no longer asks for: keep it as it is, or follow the plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from directory.models import AuditEntry
from people.models import Person
from rings.eligibility import NotEligibleError
from rings.models import Occurrence
from rings.services.series.decisions import (
    follow_plan,
    keep_booked,
    plans_of,
    waiting_decisions,
)
from rings.services.series.wanted import Planned
from rings.views.conflict import ConflictError, changing
from rings.views.listing import with_helpers
from rings.views.shared import by, visible_occurrence, working

PAGE = 25
ANSWERS = {"keep": keep_booked, "follow": follow_plan}


@dataclass(frozen=True)
class Row:
    """One call or visit to decide about: what the plan now says, and what following it does."""

    occurrence: Occurrence
    says: str
    button: str
    seen: int


@working
def decision_list(request: ScopedRequest) -> HttpResponse:
    """List what waits for a decision in this coordinator's rings, the next first."""
    now = timezone.now()
    waiting = with_helpers(waiting_decisions(request.scope, now))
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    plans = plans_of(page.object_list, now)
    helpers = _helpers(plans.values())
    seen = _seen(page.object_list)
    rows = [_row(o, plans[o.pk], helpers, seen.get(o.pk, 0)) for o in page.object_list]
    return render(request, "rings/series/decisions.html", {"rows": rows, "page": page})


@working
@require_POST
def occurrence_decide(request: ScopedRequest, occurrence_id: int, what: str) -> HttpResponse:
    """Answer one decision: "keep" or "follow"."""
    occurrence = visible_occurrence(request, occurrence_id)
    if what not in ANSWERS:
        raise Http404
    try:
        with changing(request, occurrence):
            ANSWERS[what](occurrence, by=by(request), now=timezone.now())
    except ConflictError:
        messages.error(request, _("Somebody was quicker: look how it stands now."))
    except NotEligibleError as error:
        messages.error(request, " ".join(str(reason) for reason in error.reasons))
    else:
        messages.success(request, _("Decided."))
    return redirect("decisions")


def _helpers(plans: Iterable[Planned | None]) -> dict[int, Person]:
    return Person.objects.in_bulk([p.due.helper_id for p in plans if p and p.due.helper_id])


def _seen(occurrences: Iterable[Occurrence]) -> dict[int, int]:
    """Return the newest thing that happened to each, in one query: what `conflict.seen_of` says of one."""
    entries = AuditEntry.objects.filter(
        subject="occurrence", subject_id__in=[o.pk for o in occurrences]
    )
    newest = entries.order_by().values("subject_id").annotate(newest=Max("pk"))
    return {row["subject_id"]: row["newest"] for row in newest}


def _row(
    occurrence: Occurrence, planned: Planned | None, helpers: dict[int, Person], seen: int
) -> Row:
    if planned is None:
        says = _("The plan no longer asks for this.")
        return Row(occurrence, says, _("Call it off"), seen)
    hour = f"{planned.due.wall_time.hour}.{planned.due.wall_time:%M}"
    if planned.starts_at != occurrence.starts_at:
        says = _("The plan now has the hour %(hour)s.") % {"hour": hour}
        return Row(occurrence, says, _("Move it to %(hour)s") % {"hour": hour}, seen)
    name = helpers.get(planned.due.helper_id or 0, _("nobody"))
    says = _("The plan now has %(name)s.") % {"name": name}
    return Row(occurrence, says, _("Give it to %(name)s") % {"name": name}, seen)
