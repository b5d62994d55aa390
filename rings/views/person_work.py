"""What one volunteer did in a month: the list, work added by hand, the right sum, and a card to print."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.localtime import local_date
from directory.middleware import ScopedRequest
from directory.models import Association
from directory.services.offices import office_of
from people.models import Person
from people.services.access import log_view
from rings.forms.hours import ExtraWorkForm, MonthSumForm
from rings.models import MonthReport
from rings.rules.hours import month_after, month_of
from rings.services.hours.log import MonthLog, log_of
from rings.services.hours.record import Told, add_work, put_right
from rings.views.hours import around, month_asked
from rings.views.shared import CONFLICT, UNPROCESSABLE, by, working


@working
def person_work(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show what one volunteer did in a month."""
    return _work_page(request, _volunteer(request, person_id))


@working
@require_POST
def person_work_add(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down work that no ring planned."""
    person, now = _volunteer(request, person_id), timezone.now()
    form = ExtraWorkForm(_offices(request, person), request.POST, today=local_date(now))
    if not form.is_valid():
        return _work_page(request, person, UNPROCESSABLE, adding=form)
    said = form.cleaned_data
    told = Told(said["day"], said["kind"], said["minutes"], said["note"])
    add_work(person, told, said["association"], by=by(request), now=now)
    messages.success(request, _("Written down."))
    return _back(person, month_of(told.day))


@working
@require_POST
def person_work_right(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Put the sum of a month right."""
    person, month = _volunteer(request, person_id), month_asked(request)
    form = MonthSumForm(_offices(request, person), request.POST)
    if not form.is_valid():
        return _work_page(request, person, UNPROCESSABLE, righting=form)
    said = form.cleaned_data
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if request.POST.get("seen") != seen_of(_log(request, person, month)):
            return _work_page(request, person, CONFLICT, righting=form, conflict=True)
        office, now = said["association"], timezone.now()
        put_right(person, month, said["total"], office, by=by(request), now=now)
    messages.success(request, _("The sum of the month is put right."))
    return _back(person, month)


@working
def person_work_card(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show the hour card of a month, ready to print."""
    person, month = _volunteer(request, person_id), month_asked(request)
    log_view(request.user, person, "paper", timezone.now())
    context = around(month) | {"person": person, "log": _log(request, person, month)}
    context |= {"office": _offices(request, person)[0], "printed_by": request.user}
    context["destroy_after"] = month_after(month_after(month))
    return render(request, "rings/hours/card.html", context)


def seen_of(log: MonthLog) -> str:
    """Return what the form carries along: the sum that its page shows."""
    return f"{log.times}/{log.minutes}"


def _work_page(
    request: ScopedRequest, person: Person, status: int = 200, **more: Any
) -> HttpResponse:
    month, now = month_asked(request), timezone.now()
    log_view(request.user, person, "work", now)
    offices, log = _offices(request, person), _log(request, person, month)
    asked = MonthReport.objects.filter(person=person, association__in=offices, month=month)
    context = around(month) | {
        "person": person,
        "log": log,
        "report": asked.first(),
        "adding": ExtraWorkForm(offices, today=local_date(now)),
        "righting": MonthSumForm(offices),
        "seen": seen_of(log),
        **more,
    }
    return render(request, "rings/hours/person.html", context, status=status)


def _volunteer(request: ScopedRequest, person_id: int) -> Person:
    people = Person.objects.current().visible_to(request.scope).filter(volunteer__isnull=False)
    return get_object_or_404(people.select_related("municipality"), pk=person_id)


def _log(request: ScopedRequest, person: Person, month: date) -> MonthLog:
    """Return the month as this member of staff may see it: what was done for others is not theirs to read."""
    scope = request.scope
    return log_of(person, month, scope.rings("occurrence__"), scope.rings())


def _offices(request: ScopedRequest, person: Person) -> list[Association]:
    """Return the associations of whoever is signed in that serve the municipality of `person`."""
    place = person.municipality
    served = [a for a in place.associations.all() if request.scope.covers(place.pk, a.pk)]
    office = office_of(place)
    return served or ([office] if office else [])


def _back(person: Person, month: date) -> HttpResponse:
    return redirect(f"{reverse('person_work', args=[person.pk])}?month={month:%Y-%m}")
