"""How many people are to be reached: the targets of one year, and who changed them when."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.actors import staff
from directory.asked import FIRST_YEAR, LAST_YEAR, row_number
from directory.middleware import ScopedRequest
from directory.models import AuditEntry
from directory.seen import is_conflict, save_if_current
from people.models import TargetGroup
from people.views.shared import CONFLICT, UNPROCESSABLE
from reports.forms import TargetsForm
from reports.services.targets import changes_of, set_targets, targets_of


@dataclass(frozen=True)
class Change:
    """One target that was changed, in words; an empty number means that there was none."""

    at: datetime
    who: str
    group: str
    before: str
    after: str


def targets(request: ScopedRequest) -> HttpResponse:
    """Show and change the targets of a year: for administrators of everything."""
    if not request.scope.may_set_up(None, None):
        raise PermissionDenied
    year = year_asked(request)
    form = TargetsForm(targets_of(year), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def save() -> None:
            set_targets(year, form.wanted, by=staff(request.user.pk), now=timezone.now())

        if save_if_current(form, save):
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('counts_targets')}?year={year}")
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {
        "form": form,
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "changes": [_in_words(entry) for entry in changes_of(year)],
    }
    return render(
        request, "reports/targets.html", context, status=CONFLICT if is_conflict(form) else status
    )


def year_asked(request: ScopedRequest) -> int:
    """Return the calendar year that the address asks for, this one if none; 404 when it is no year."""
    text = request.GET.get("year")
    year = row_number(text) if text else timezone.localdate().year
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _in_words(entry: AuditEntry) -> Change:
    who = _("the service itself") if entry.actor_kind == "system" else str(entry.user or "–")
    group = capfirst(dict(TargetGroup.choices).get(entry.reason, entry.reason))
    return Change(entry.at, who, str(group), entry.before, entry.after)
