"""The form that a home-care team opens by its own link: no account, two minutes, nothing promised in vain."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from directory.localtime import local_date
from directory.models import Referrer
from rings.forms.gigs.intake import IntakeForm
from rings.forms.gigs.what import one_off_lines
from rings.models import GigRequest
from rings.services.gigs.intake import receive_request
from rings.services.gigs.links import sender_link
from rings.views.gigs.dead import dead_link
from rings.views.gigs.promise import before_sending
from rings.views.shared import UNPROCESSABLE

# A team sends a few a day. More than this within an hour is a mistake or a program; counted in the table of
# requests, so that it holds for every worker.
MOST_AN_HOUR = 20
TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form of the sender whose link it is, and take what it says."""
    now = timezone.now()
    link = sender_link(token, local_date(now))
    if link.referrer is None or not link.works:
        return _dead(request, link.referrer)
    if request.method == "POST" and _is_too_much(link.referrer, now):
        return _too_many(request, link.referrer)
    return _ask(request, link.referrer, token, now)


@login_not_required
@require_safe
def request_sent(request: HttpRequest, token: str) -> HttpResponse:
    """Thank, and say whom to ring."""
    link = sender_link(token, timezone.localdate())
    if link.referrer is None or not link.works:
        return _dead(request, link.referrer)
    context = {"office": link.referrer.association, "token": token}
    return render(request, "rings/gigs/link/sent.html", context)


def _ask(request: HttpRequest, sender: Referrer, token: str, now: datetime) -> HttpResponse:
    lines = one_off_lines(local_date(now), [sender.association])
    form = IntakeForm(request.POST or None, now=now, lines=lines)
    if form.is_by_a_program:  # it learns nothing, and nothing is kept
        return redirect("request_sent", token)
    warnings: list[str] = []
    if request.method == "POST" and form.is_valid():
        warnings, mark = before_sending(form, sender, now)
        if not warnings or form.cleaned_data["warned"] == mark:
            receive_request(sender, form.request(), now=now)
            return redirect("request_sent", token)
        form.data = {
            **request.POST.dict(),
            "warned": mark,
        }  # the answer that the next sending carries
    context = {
        "form": form,
        "sender": sender,
        "office": sender.association,
        "warnings": warnings,
    }
    status = UNPROCESSABLE if request.method == "POST" and not warnings else 200
    return render(request, "rings/gigs/link/ask.html", context, status=status)


def _is_too_much(sender: Referrer, now: datetime) -> bool:
    lately = GigRequest.objects.filter(referrer=sender, received_at__gt=now - timedelta(hours=1))
    return lately.count() >= MOST_AN_HOUR


def _too_many(request: HttpRequest, sender: Referrer) -> HttpResponse:
    return dead_link(
        request,
        _("Too many requests within an hour"),
        _("Nothing was sent. Please ring us instead."),
        sender.association,
        TOO_MANY,
    )


def _dead(request: HttpRequest, sender: Referrer | None) -> HttpResponse:
    return dead_link(
        request,
        _("This link does not work any more"),
        _("It has been changed or closed. Please ring us: we take the request by telephone."),
        sender.association if sender else None,
    )
