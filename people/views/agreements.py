"""Absences, consents, and the steps of a resident."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.forms import AbsenceForm, ConsentForm, EndForm, ReturnForm
from people.models import Resident
from people.services.absences import cancel_absence, change_return, record_absence
from people.services.consents import CURRENT_WORDING, record_consent
from people.services.residents import end_resident, move_resident
from people.views.card import STEPS
from people.views.shared import act, by, form_page, visible_person, working


@working
def add_absence(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Record that the person is away."""
    person = visible_person(request, person_id)
    today = timezone.localdate()
    return form_page(
        request,
        person,
        AbsenceForm(request.POST or None, initial={"starts_on": today}),
        lambda data: record_absence(person, by=by(request), now=timezone.now(), **data),
        heading=_("%(who)s is away") % {"who": person},
        button=_("Save the absence"),
        done=_("The absence was saved. Turns in that time are passed on."),
    )


@working
def absence(request: ScopedRequest, person_id: int, absence_id: int) -> HttpResponse:
    """Change the day of return."""
    person = visible_person(request, person_id)
    row = get_object_or_404(person.absences.select_related("person"), pk=absence_id)
    return form_page(
        request,
        person,
        ReturnForm(request.POST or None, initial={"returns_on": row.returns_on}),
        lambda data: change_return(row, by=by(request), now=timezone.now(), **data),
        heading=_("When is %(who)s back?") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
    )


@working
@require_POST
def cancel(request: ScopedRequest, person_id: int, absence_id: int) -> HttpResponse:
    """Take an absence back."""
    person = visible_person(request, person_id)
    row = get_object_or_404(person.absences.select_related("person"), pk=absence_id)
    return act(
        request,
        person,
        lambda: cancel_absence(row, by=by(request), now=timezone.now()),
        done=_("The absence was removed."),
    )


@working
def add_consent(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Record what the person answered to a question about consent."""
    person = visible_person(request, person_id)

    def save(data: dict[str, Any]) -> object:
        return record_consent(
            person, by=by(request), now=timezone.now(), wording=CURRENT_WORDING, **data
        )

    return form_page(
        request,
        person,
        ConsentForm(request.POST or None, initial={"given_on": timezone.localdate()}),
        save,
        heading=_("What did %(who)s answer?") % {"who": person},
        button=_("Save the answer"),
        done=_("The answer was saved."),
    )


@working
@require_POST
def step(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Move the resident one step along."""
    person = visible_person(request, person_id)
    resident = get_object_or_404(Resident.objects.select_related("person"), person=person)
    event = request.POST.get("event", "")
    return act(
        request,
        person,
        lambda: move_resident(
            resident, event if event in STEPS else "", by=by(request), now=timezone.now()
        ),
        done=_("Saved."),
    )


@working
def end(request: ScopedRequest, person_id: int) -> HttpResponse:
    """End the service, with a reason."""
    person = visible_person(request, person_id)
    resident = get_object_or_404(Resident.objects.select_related("person"), person=person)
    return form_page(
        request,
        person,
        EndForm(request.POST or None),
        lambda data: end_resident(resident, data["why"], by=by(request), now=timezone.now()),
        heading=_("End the service of %(who)s") % {"who": person},
        button=_("End the service"),
        done=_("The service has ended. All planned calls and messages were cancelled."),
        intro=_("All planned calls, visits and unsent messages are cancelled."),
        danger=True,
    )
