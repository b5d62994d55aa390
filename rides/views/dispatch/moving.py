"""Putting one leg into a car, into another, or out of it: by buttons, or by dragging with the same forms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.asked import row_number
from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.services.access import log_residents_seen
from people.views.shared import by, working
from rides.models import Driver, Leg, Run
from rides.services.plan.answers import Moved, Place
from rides.services.plan.insert import best_places, move_leg, seat, unseat
from rides.services.plan.why import why_here, why_not
from rides.services.showing.seen import seen_of
from rides.services.showing.ways import riders_seen, ways_of
from rides.templatetags.dispatch_words import hour
from rides.views.dispatch.shared import is_out_of_date, say_out_of_date, to_day, visible_leg

SHOWN = 8


@working
def leg_places(request: ScopedRequest, leg_id: int) -> HttpResponse:
    """Show where a leg could go, the best first, what that does to others, and why it cannot go elsewhere."""
    leg = visible_leg(request, leg_id)
    now = timezone.now()
    (way,) = ways_of(Leg.objects.filter(pk=leg.pk), request.scope)
    places = [p for p in best_places(leg, now, scope=request.scope) if not _is_here(p, leg)]
    moved = [each.leg.request.rider for place in places[:SHOWN] for each in place.moved]
    log_residents_seen(request.user, [*riders_seen([way]), *moved], "places in cars", now)
    context = {
        "way": way,
        "day": leg.request.day,
        "seen": seen_of([leg]),
        "places": [_shown(place, request) for place in places[:SHOWN]],
        "more": max(len(places) - SHOWN, 0),
        "why_here": why_here(leg, now),
        "why_not": [] if places else why_not(leg, now),
    }
    return render(request, "rides/dispatch/places.html", context)


@working
@require_POST
def leg_seat(request: ScopedRequest, leg_id: int) -> HttpResponse:
    """Put a leg at the `place` chosen, or at the best one with the `driver` to whom it was dragged."""
    leg = visible_leg(request, leg_id)
    if is_out_of_date(request, [leg]):
        say_out_of_date(request)
        return to_day(leg)
    try:
        run = _taken(request, leg)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("leg_places", leg.pk)
    leg = visible_leg(request, leg_id)
    words = {"name": leg.request.rider, "driver": run.driver, "hour": hour(leg.pickup_at)}
    messages.success(
        request, _("%(name)s goes with %(driver)s at %(hour)s. Nobody has been told yet.") % words
    )
    return to_day(leg)


@working
@require_POST
def leg_unseat(request: ScopedRequest, leg_id: int) -> HttpResponse:
    """Take a leg out of its car."""
    leg = visible_leg(request, leg_id)
    if is_out_of_date(request, [leg]):
        say_out_of_date(request)
        return to_day(leg)
    try:
        unseat(leg, by=by(request), now=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        words = {"name": leg.request.rider}
        messages.success(request, _("%(name)s is without a driver now.") % words)
    return to_day(leg)


def _taken(request: ScopedRequest, leg: Leg) -> Run:
    """Seat `leg` as the form says: at a place of the list, or with whoever it was dragged to."""
    now, actor = timezone.now(), by(request)
    if "place" in request.POST:
        return seat(leg, request.POST["place"], by=actor, now=now, scope=request.scope)
    drivers = Driver.objects.visible_to(request.scope)
    driver = get_object_or_404(drivers, pk=row_number(request.POST.get("driver")))
    return move_leg(leg, driver, by=actor, now=now, scope=request.scope)


def _is_here(place: Place, leg: Leg) -> bool:
    """Tell whether it is the place that the leg has now."""
    return place.run is not None and place.run.pk == leg.run_id and place.pickup_at == leg.pickup_at


def _shown(place: Place, request: ScopedRequest) -> dict[str, object]:
    return {"place": place, "moved": [_moved(m, request) for m in place.moved]}


def _moved(moved: Moved, request: ScopedRequest) -> str:
    """Return whose times change: "Aino Esimerkki 5 min later"."""
    ride = moved.leg.request
    is_open = request.scope.covers(ride.rider.municipality_id, ride.association_id)
    name = str(ride.rider) if is_open else _("a rider of another office")
    minutes = moved.pickup_minutes or moved.dropoff_minutes
    words = {"name": name, "minutes": abs(minutes)}
    if minutes < 0:
        return _("%(name)s %(minutes)s min earlier") % words
    return _("%(name)s %(minutes)s min later") % words
