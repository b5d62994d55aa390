"""A volunteer answers one offer by its link. Opening it claims nothing: telephones open links by themselves."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from directory.actors import person as by_person
from rings.machines import OFFER
from rings.models import Assignment, Gig, Offer
from rings.services.gigs.claim import Claim, claim, say_no
from rings.services.gigs.links import offer_of
from rings.services.gigs.stage import LOOKING, stage
from rings.views.gigs.dead import dead_link

REFUSED = {
    Claim.BUSY: gettext_lazy(
        "You have another turn at that hour. Ring the office if you can all the same."
    ),
    Claim.NOT_ELIGIBLE: gettext_lazy("The office must talk with you first. Please ring."),
}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the offer and take a yes or a no."""
    offer = offer_of(token)
    gigs = Gig.objects.select_related("service_line", "occurrence")
    gig = gigs.filter(pk=offer.occurrence_id).first() if offer else None
    if offer is None or gig is None:
        return dead_link(
            request,
            _("This link leads nowhere"),
            _("It may be cut short or old. Answer the text message with K or E, or ring us."),
            None,
        )
    # Nobody has signed in: the page speaks the volunteer's language unless another was chosen here.
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(offer.person.language)
        request.LANGUAGE_CODE = translation.get_language()
    if request.method == "POST":
        return _answer(request, offer, gig, token)
    return render(request, "rings/gigs/link/offer.html", _context(offer, gig))


def _answer(request: HttpRequest, offer: Offer, gig: Gig, token: str) -> HttpResponse:
    """Take a yes or a no. A page left open since before the hour claims nothing: the page then says how it is."""
    by, now = by_person(offer.person_id, channel="web"), timezone.now()
    if request.POST.get("answer") == "yes" and not _has_begun(gig, now):
        became = claim(offer.pk, by=by, now=now)
        if became in REFUSED:
            messages.warning(request, REFUSED[became])
    elif request.POST.get("answer") == "no":
        say_no(offer.pk, by=by, now=now)
    return redirect("offer_by_link", token)


def _context(offer: Offer, gig: Gig) -> dict[str, object]:
    """Return what may be told before a yes: no name, no address, no number of the resident."""
    occurrence = offer.occurrence
    held = occurrence.assignments.filter(person=offer.person_id, state__in=Assignment.LIVE)
    duty = held.first() if occurrence.is_open else None
    is_wanted = stage(gig) in LOOKING and not _has_begun(gig, timezone.now())
    return {
        "offer": offer,
        "gig": gig,
        "occurrence": occurrence,
        "office": occurrence.association,
        "is_mine": duty is not None and duty.state == Assignment.State.HELD,
        "is_given_back": duty is not None and duty.state == Assignment.State.SEEKING,
        "may_answer": is_wanted and duty is None and OFFER.allows(offer.state, "accept"),
        "said_no": offer.state == Offer.State.DECLINED,
        "was_late": offer.state == Offer.State.TOO_LATE,
    }


def _has_begun(gig: Gig, now: datetime) -> bool:
    """Tell whether it is too late to take it by a link: the office telephones by then."""
    return gig.occurrence.starts_at <= now
