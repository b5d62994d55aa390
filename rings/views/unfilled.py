"""What nobody has taken yet: the soonest first, with what it waits for; ask for one or for many at once."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from directory.asked import row_number
from directory.localtime import local_date
from directory.middleware import ScopedRequest
from rings.forms.week import SpanFilter
from rings.services.showing.unfilled import ask_for_all, gaps_of, to_decide, unfilled, with_answers
from rings.views.shared import by, working

PAGE = 25


@working
def unfilled_page(request: ScopedRequest) -> HttpResponse:
    """Show what is coming that nobody holds for certain, and what is to be decided."""
    form = SpanFilter(request.GET, scope=request.scope)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    now = timezone.now()
    rows = unfilled(
        request.scope,
        now,
        until=local_date(now) + timedelta(days=form.days),
        municipality=chosen.get("municipality"),
        kind=chosen.get("kind", ""),
    )
    page = Paginator(with_answers(rows), PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "gaps": gaps_of(page, now),
        "to_decide": to_decide(request.scope, now).select_related("ring", "receiver")[:PAGE],
        "back": request.get_full_path(),
    }
    return render(request, "rings/unfilled.html", context)


@working
@require_POST
def unfilled_ask(request: ScopedRequest) -> HttpResponse:
    """Ask for all that was ticked, or for the one whose button was pressed."""
    one = request.POST.get("one")
    sent = [one] if one else request.POST.getlist("row")
    ids = [pk for pk in map(row_number, sent) if pk]
    if not ids:
        messages.warning(request, _("Tick first what you want to ask for."))
        return redirect(_back(request))
    count = ask_for_all(ids, request.scope, by=by(request), now=timezone.now())
    done = ngettext(
        "%(n)s turn: those who could do it are asked within a minute. The first yes gets it.",
        "%(n)s turns: those who could do them are asked within a minute. The first yes gets each.",
        count,
    )
    messages.success(request, done % {"n": count})
    if left := len(set(ids)) - count:
        taken = ngettext("%(n)s was taken meanwhile.", "%(n)s were taken meanwhile.", left)
        messages.warning(request, taken % {"n": left})
    return redirect(_back(request))


def _back(request: ScopedRequest) -> str:
    """Return the list as it was filtered."""
    back = request.POST.get("back", "")
    inside = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return back if inside else reverse("unfilled")
