"""Taking a ride down during a telephone call: one page, one form, with what can be promised on it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.asked import row_number
from directory.middleware import ScopedRequest
from directory.models import Municipality
from notifications.confidential import hidden_from
from notifications.models import Inbound
from people.errors import RefusedError
from people.models import Person
from people.services.access import log_residents_seen
from rides.forms.new_ride import NewRideForm
from rides.models import RideRequest
from rides.services.wishes.asking import close_text, holders_of, laid_out
from rides.services.wishes.facts import Wish
from rides.services.wishes.promise import Promised, promised
from rides.services.wishes.standing import save_standing
from rides.services.wishes.taking import take_ride
from rings.views.shared import UNPROCESSABLE, by, wants_part, working
from rings.views.who import found_people, receiver_of

FIELDS = {"wall_time": "hour", "rider": "agreed"}


@working
def ride_new(request: ScopedRequest) -> HttpResponse:
    """Show the form, find people, show what can be promised, and take the ride down."""
    now = timezone.now()
    if request.method != "POST" or "find" in request.POST:
        return _form(request, _blank(request, now))
    form = NewRideForm(request.POST, **_given(request, request.POST.get("person"), now))
    is_valid = form.is_valid()
    promise = _promised(form, now)
    if wants_part(request):
        return render(request, "rides/wishes/parts/promise.html", {"promise": promise})
    if not is_valid:
        return _form(request, form, promise, UNPROCESSABLE)
    if promise and form.cleaned_data["shown"] != _mark(form):
        return _form(request, form, promise)
    try:
        ride = _write(request, form, now)
    except RefusedError as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal))
        return _form(request, form, promise, UNPROCESSABLE)
    messages.success(request, _("Saved. The ride has no driver yet: plan the day when it suits."))
    return redirect("ride", ride.pk)


def _given(request: ScopedRequest, person: str | None, now: datetime) -> dict[str, Any]:
    people = Person.objects.current().visible_to(request.scope).select_related("municipality")
    chosen = people.filter(pk=row_number(person) or 0).first()
    here = Municipality.objects.filter(request.scope.municipalities()).distinct()[:2]
    near = chosen.municipality if chosen else (here[0] if len(here) == 1 else None)
    return {"scope": request.scope, "now": now, "near": near}


def _blank(request: ScopedRequest, now: datetime) -> NewRideForm:
    """Return the form as it was filled in so far, or as a text has it, without a word of what is missing."""
    if request.method == "POST":
        given = _as_typed(request)
    else:
        text = _text(request, request.GET.get("text"))
        given = (laid_out(text, _seen(request, text)) if text else {}) | request.GET.dict()
    form = NewRideForm(initial=given, **_given(request, str(given.get("person") or ""), now))
    choices = dict(form.fields["day"].choices)  # type: ignore[attr-defined]  # a choice field
    if given.get("day") and given["day"] not in choices:
        form.initial["day"] = "other"
    return form


def _as_typed(request: ScopedRequest) -> dict[str, Any]:
    many = ("needs", "weekdays")
    return request.POST.dict() | {name: request.POST.getlist(name) for name in many}


def _form(
    request: ScopedRequest,
    form: NewRideForm,
    promise: Promised | None = None,
    status: int = 200,
) -> HttpResponse:
    text = _text(request, str(form["text"].value() or ""))
    found = found_people(request, form)
    log_residents_seen(request.user, found, "ride form", timezone.now())
    context = {
        "form": form,
        "found": found,
        "chosen": str(form["person"].value() or ""),
        "promise": promise,
        "mark": _mark(form) if promise else "",
        "text": text,
    }
    return render(request, "rides/wishes/new.html", context, status=status)


def _text(request: ScopedRequest, number: str | None) -> Inbound | None:
    """Return the text that the ride is taken down from, if the reader may read it."""
    mine = Q(person=None) | Q(person__in=Person.objects.visible_to(request.scope))
    texts: QuerySet[Inbound] = Inbound.objects.filter(mine).select_related("person__municipality")
    found = texts.filter(pk=row_number(number) or 0).first()
    hidden = found is not None and hidden_from(request, "came", [found.pk])
    return None if hidden else found


def _seen(request: ScopedRequest, text: Inbound) -> list[Person]:
    """Return who may have written, of those whom the reader may see."""
    ids = [person.pk for person in holders_of(text)]
    here = Person.objects.current().visible_to(request.scope).select_related("municipality")
    return list(here.filter(pk__in=ids))


def _promised(form: NewRideForm, now: datetime) -> Promised | None:
    """Return what can be promised, or None while too little is known of the ride."""
    given = form.cleaned_data
    place, office, goal = (
        form.place_of_person,
        given.get("association"),
        given.get("destination"),
    )
    day, hour = given.get("day"), given.get("hour")
    if not (place and office and goal and day and hour):
        return None
    return promised(place, office, goal, day, hour, now=now, rider=given.get("person"))


def _mark(form: NewRideForm) -> str:
    """Return what the promise was about, so that a page knows whether it has shown this already."""
    given = form.cleaned_data
    who = given.get("person") or given.get("first_name")
    who = who.pk if isinstance(who, Person) else who
    return f"{who}/{given['destination'].pk}/{given['day']}/{given['hour']}"


@transaction.atomic
def _write(request: ScopedRequest, form: NewRideForm, now: datetime) -> RideRequest:
    who, given = by(request), form.cleaned_data
    rider = receiver_of(form, by=who, now=now)
    wish = Wish(rider=rider, association=given["association"], **form.wish())
    standing = form.standing()
    if standing:
        save_standing(standing, wish, by=who, now=now)
        ride = standing.requests.filter(day=given["day"]).first()
    else:
        ride = None
    # The first day is driven whatever the weekday: it was asked for.
    ride = ride or take_ride(wish, given["day"], by=who, now=now, standing=standing)
    text = _text(request, str(given["text"] or ""))
    if text:
        close_text(text, by=who, now=now)
    return ride
