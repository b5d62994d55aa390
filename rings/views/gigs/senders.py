"""A sender's link: shown, printed with a code for the camera, renewed, closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from directory.models import Referrer
from directory.services.referrers import close_link, renew_link
from rings.services.gigs.links import is_open
from rings.views.gigs.sections import SENDERS
from rings.views.shared import by


def _sender(request: ScopedRequest, referrer_id: int) -> Referrer:
    if not request.scope.administers:
        raise PermissionDenied
    sender: Referrer = get_object_or_404(SENDERS.rows(request.scope), pk=referrer_id)
    return sender


@require_POST
def sender_renew(request: ScopedRequest, referrer_id: int) -> HttpResponse:
    """Give the sender a new link."""
    sender = _sender(request, referrer_id)
    renew_link(sender, by=by(request), now=timezone.now())
    messages.success(request, _("There is a new link. The old one no longer works."))
    return redirect("settings_change", SENDERS.key, sender.pk)


@require_POST
def sender_close(request: ScopedRequest, referrer_id: int) -> HttpResponse:
    """Close the sender's link."""
    sender = _sender(request, referrer_id)
    close_link(sender, by=by(request), now=timezone.now())
    messages.success(request, _("The link is closed."))
    return redirect("settings_change", SENDERS.key, sender.pk)


def sender_paper(request: ScopedRequest, referrer_id: int) -> HttpResponse:
    """Show a sheet for the team's wall: the address, a code for the camera, and what to know."""
    sender = _sender(request, referrer_id)
    works = is_open(sender, timezone.localdate())
    return render(request, "rings/gigs/sender_paper.html", {"sender": sender, "works": works})
