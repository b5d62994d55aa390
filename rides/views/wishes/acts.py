"""What a coordinator does with a ride: cancels it, closes it as unmet, asks for it again, changes it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.seen import is_conflict, save_if_current
from people.errors import RefusedError
from people.services.access import log_view
from rides.forms.ending import CancelRideForm, UnmetRideForm
from rides.forms.ride import ChangeRideForm
from rides.models import RideRequest
from rides.services.wishes.cancelling import ask_again, cancel_leg, unmet
from rides.services.wishes.changing import Changed, change_ride
from rides.views.wishes.page import show
from rides.views.wishes.shared import ConflictError, changing, visible_ride
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working

FIELDS = {"wall_time": "hour", "rider": None}


@working
@require_POST
def ride_cancel(request: ScopedRequest, ride_id: int) -> HttpResponse:
    """Cancel one way or both."""
    ride = visible_ride(request, ride_id)
    form = CancelRideForm(request.POST, ride=ride, prefix="cancel")
    if not form.legs:
        return show(request, ride.pk, CONFLICT, conflict=True)
    if not form.is_valid():
        return show(request, ride.pk, UNPROCESSABLE, cancel=form)

    def cancel() -> str:
        reason = form.cleaned_data["reason"]
        legs = cancel_leg(form.chosen, reason, by=by(request), now=timezone.now(), both=form.both)
        if any(leg.run_id for leg in legs):
            return _("Cancelled. The driver hears of it when you publish the day.")
        return _("Cancelled.")

    return _change(request, ride, cancel, cancel=form)


@working
@require_POST
def ride_unmet(request: ScopedRequest, ride_id: int) -> HttpResponse:
    """Close a ride for which no driver was found."""
    ride = visible_ride(request, ride_id)
    today = local_date(timezone.now())
    form = UnmetRideForm(request.POST, ride=ride, today=today, prefix="unmet")
    if not form.legs:
        return show(request, ride.pk, CONFLICT, conflict=True)
    if not form.is_valid():
        return show(request, ride.pk, UNPROCESSABLE, unmet=form)

    def close() -> str:
        given = form.cleaned_data
        unmet(
            form.chosen,
            given["barrier"],
            by=by(request),
            now=timezone.now(),
            told=given["told"],
            both=form.both,
            gets_home=given.get("gets_home", False),
        )
        return _("Closed: no driver was found.")

    return _change(request, ride, close, unmet=form)


@working
@require_POST
def ride_again(request: ScopedRequest, ride_id: int) -> HttpResponse:
    """Look for drivers again."""
    ride = visible_ride(request, ride_id)

    def again() -> str:
        ask_again(ride, by=by(request), now=timezone.now())
        return _("The ride is looked for again.")

    return _change(request, ride, again)


@working
def ride_change(request: ScopedRequest, ride_id: int) -> HttpResponse:
    """Show the ride as a form and take what is changed."""
    ride = visible_ride(request, ride_id)
    form = ChangeRideForm(request.POST or None, ride=ride, day=ride.day)
    changed: list[Changed] = []
    if request.method == "POST" and form.is_valid():
        try:
            save_if_current(
                form,
                lambda: changed.append(
                    change_ride(ride, form.changes(), by=by(request), now=timezone.now())
                ),
            )
        except RefusedError as refusal:
            field = FIELDS.get(refusal.field, refusal.field)
            form.add_error(field if field in form.fields else None, str(refusal))
    if changed and form.is_valid():
        _say(request, changed[0])
        return redirect("ride", ride.pk)
    log_view(request.user, ride.rider, "ride", timezone.now())
    status = UNPROCESSABLE if request.method == "POST" else 200
    status = CONFLICT if is_conflict(form) else status
    return render(request, "rides/wishes/change.html", {"ride": ride, "form": form}, status=status)


def _say(request: ScopedRequest, changed: Changed) -> None:
    if changed.to_tell:
        messages.warning(
            request,
            _("Saved. The rider knows of another plan: ring them, or plan and publish the day."),
        )
    elif changed.names:
        messages.success(request, _("Saved."))
    else:
        messages.info(request, _("Nothing was different."))


def _change(
    request: ScopedRequest, ride: RideRequest, do: Callable[[], str], **shown: object
) -> HttpResponse:
    """Do one change and say what it returns; when it cannot be done, show the page anew and why."""
    try:
        with changing(request, ride):
            said = do()
    except ConflictError:
        return show(request, ride.pk, CONFLICT, conflict=True)
    except RefusedError as refusal:
        return show(request, ride.pk, UNPROCESSABLE, refused=[str(refusal)], **shown)
    messages.success(request, said)
    return redirect("ride", ride.pk)
