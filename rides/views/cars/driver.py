"""One driver's page: the car, the papers, the next two weeks, and what is changed there."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person
from people.services.access import log_residents_seen
from people.views.shared import by, visible_person, working
from rides.forms.driver import AS_USUAL, DayForm, DriverForm, PaperForm
from rides.models import Driver, Run
from rides.rules.driving import driving_day, lasting_bars, paper_states
from rides.services.drivers.days import habits_of
from rides.services.drivers.record import drive_again, stop_driving, write_driver
from rides.services.drivers.said import say_day, take_back_day
from rides.views.cars.forms import fill_in, saved, status_of
from volunteers.hours import in_words
from volunteers.models import Volunteer
from volunteers.services.lifecycle import show_credential

DAYS_AHEAD = 14


@working
def page(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Show the driver."""
    return _page(request, _visible(request, person_id), DayForm())


@working
@require_POST
def say(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down what the driver says of one day."""
    driver = _visible(request, person_id)
    form = DayForm(request.POST)
    if form.is_valid() and saved(form, lambda: _say(request, driver, form)):
        messages.success(request, _("Written down. Plans follow it from now on."))
        return redirect("driver", person_id)
    return _page(request, driver, form)


@working
def car(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Write down the car of a volunteer, or change what is known of it."""
    person = visible_person(request, person_id)
    volunteer = get_object_or_404(Volunteer.objects.select_related("person"), person=person)
    driver = Driver.objects.filter(volunteer=volunteer).first()
    form = DriverForm(request.POST or None, initial=model_to_dict(driver) if driver else {})
    return fill_in(
        request,
        form,
        lambda: write_driver(volunteer, form.cleaned_data, by=by(request), now=timezone.now()),
        back=reverse("driver", args=[person.pk]) if driver else reverse("person", args=[person.pk]),
        done=_("Saved."),
        context={"heading": _("The car of %(who)s") % {"who": person}, "button": _("Save")},
    )


@working
def paper(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Record that the licence or the insurance was shown."""
    driver = _visible(request, person_id)
    form = PaperForm(request.POST or None, initial={"seen_on": timezone.localdate()})
    return fill_in(
        request,
        form,
        lambda: show_credential(
            driver.volunteer, by=by(request), now=timezone.now(), **form.cleaned_data
        ),
        back=reverse("driver", args=[person_id]),
        done=_("Saved."),
        context={
            "heading": _("%(who)s showed a paper") % {"who": driver},
            "button": _("Save"),
            "intro": _("Only the days are kept. Do not take a copy."),
        },
    )


@working
@require_POST
def drives(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Let the driver be asked for no more runs, or for runs again."""
    driver = _visible(request, person_id)
    change = drive_again if request.POST.get("drives") == "1" else stop_driving
    try:
        change(driver, by=by(request), now=timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("driver", person_id)


def _visible(request: ScopedRequest, person_id: int) -> Driver:
    drivers = Driver.objects.visible_to(request.scope).filter(volunteer__person__erased_at=None)
    rows = drivers.select_related("volunteer__person__municipality")
    return get_object_or_404(rows, volunteer__person=person_id)


def _say(request: ScopedRequest, driver: Driver, form: DayForm) -> None:
    day, now = form.cleaned_data["day"], timezone.now()
    if form.cleaned_data["says"] == AS_USUAL:
        take_back_day(driver, day, by=by(request), now=now)
    else:
        say_day(driver, day, form.hours(), by=by(request), now=now)


def _page(request: ScopedRequest, driver: Driver, form: DayForm) -> HttpResponse:
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD)]
    habits = habits_of([driver], days)[driver.pk]
    runs = _runs(request, driver, today)
    bars = lasting_bars(habits, today)
    rows = [(day, driving_day(habits, day), runs.get(day)) for day in days]
    context: dict[str, Any] = {
        "driver": driver,
        "person": _logged(request, driver.person),
        "form": form,
        "bars": bars,
        "papers": paper_states(habits.papers, today),
        "hours": in_words(habits.windows),
        "days": [row for row in rows if row[2] or not bars],
        "later_runs": [run for day, run in runs.items() if day > days[-1]],
    }
    return render(request, "rides/cars/driver.html", context, status=status_of(request, form))


def _runs(request: ScopedRequest, driver: Driver, today: date) -> dict[date, Run]:
    """Return the live runs from today on, by their day."""
    live = Run.objects.visible_to(request.scope).live().filter(driver=driver, day__gte=today)
    return {run.day: run for run in live.order_by("day")}


def _logged(request: ScopedRequest, person: Person) -> Person:
    log_residents_seen(request.user, [person], "driver", timezone.now())
    return person
