"""What the dispatch pages share: the leg that may be seen, and a page that is out of date."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from rides.models import Leg
from rides.services.showing.seen import seen_of


def visible_leg(request: ScopedRequest, leg_id: int) -> Leg:
    """Return the leg with its ride, or answer 404 when it is outside the scope."""
    legs = Leg.objects.visible_to(request.scope).select_related(
        "request__rider__municipality",
        "request__destination__municipality",
        "request__association",
        "run__driver__volunteer__person",
    )
    return get_object_or_404(legs, pk=leg_id)


def is_out_of_date(request: ScopedRequest, legs: Iterable[Leg]) -> bool:
    """Tell whether somebody else has moved `legs` since the page was shown; a form that carries nothing is not."""
    seen = request.POST.get("seen")
    return bool(seen) and seen != seen_of(legs)


def say_out_of_date(request: ScopedRequest) -> None:
    """Say that nothing was written."""
    messages.error(
        request,
        _("Somebody else changed these rides meanwhile. Nothing of yours was saved. Look again."),
    )


def to_day(leg: Leg) -> HttpResponse:
    """Lead back to the day of `leg`, at its run if it has one."""
    anchor = f"#run-{leg.run_id}" if leg.run_id else ""
    return redirect(reverse("rides_day", args=[leg.request.day]) + anchor)
