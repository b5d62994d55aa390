"""Today: what needs a person first, then how the day stands."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from rings.board_parts import board_parts
from rings.forms.members import SELECT
from rings.forms.record import RecordForm, open_contacts
from rings.models import Occurrence, Ring
from rings.services.concerns.reporting import record_report
from rings.services.pairs.showing import due_now
from rings.services.series.decisions import waiting_decisions
from rings.services.showing.lateness import clock_is_late
from rings.services.showing.today import today_board
from rings.views.concerns import visible_concerns
from rings.views.listing import with_helpers
from rings.views.shared import UNPROCESSABLE, by, working

PAGE = 25
FIRST_NEEDS = 6
WORRIES = 6
PAIRS = 6


class ContactFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter ships no types
    """Which of the day's contacts the list shows."""

    kind = django_filters.ChoiceFilter(
        choices=Ring.Kind.choices, empty_label=gettext_lazy("All kinds"), widget=SELECT
    )
    state = django_filters.ChoiceFilter(
        choices=Occurrence.State.choices, empty_label=gettext_lazy("All states"), widget=SELECT
    )

    class Meta:
        model = Occurrence
        fields = ["kind", "state"]


@working
def today(request: ScopedRequest) -> HttpResponse:
    """Show the day. With htmx and `part=board` only what changes by itself, each minute."""
    now = timezone.now()
    day = local_date(now)
    board = today_board(request.scope, day, now)
    context: dict[str, Any] = {"board": board, "now": now, "first_needs": FIRST_NEEDS}
    context["clock_is_late"] = clock_is_late(now)
    context["all_needs"] = "needs" in request.GET
    context["to_decide"] = waiting_decisions(request.scope, now).count()
    context["worries"] = list(visible_concerns(request).open().order_by("due_at", "pk")[:WORRIES])
    context["pairs"] = due_now(request.scope, now, PAIRS)
    context["parts"] = board_parts(request, now)
    if request.GET.get("part") == "board":
        return render(request, "today/parts/board.html", context)
    listed = Occurrence.objects.visible_to(request.scope).on(day).order_by("starts_at", "pk")
    chosen = ContactFilter(request.GET, queryset=with_helpers(listed))
    context["filter"] = chosen
    context["page"] = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    context["record"] = RecordForm(open_contacts(request.scope, day, request.GET.get("ring")))
    return render(request, "today/today.html", context)


@working
@require_POST
def record_call(request: ScopedRequest) -> HttpResponse:
    """Record a call from the quick form, on behalf of whoever told it."""
    now = timezone.now()
    contacts = open_contacts(request.scope, local_date(now), request.POST.get("ring"))
    form = RecordForm(contacts, request.POST)
    if not form.is_valid():
        return render(request, "today/record.html", {"record": form}, status=UNPROCESSABLE)
    occurrence = form.cleaned_data["contact"]
    was_open = occurrence.is_open
    told = form.reporter_of(occurrence)
    record_report(
        occurrence,
        form.cleaned_data["result"],
        by=by(request, on_behalf_of=told.pk if told else None),
        now=now,
        reported_by=told,
        note=form.cleaned_data["note"],
        is_worry=form.cleaned_data["worry"],
    )
    if was_open:
        messages.success(request, _("Recorded: %(name)s.") % {"name": occurrence.receiver})
    else:
        closed = _("%(name)s was closed already. The report is kept.")
        messages.warning(request, closed % {"name": occurrence.receiver})
    return redirect("today")
