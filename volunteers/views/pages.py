"""The volunteer's side: what they do, when they can, and their steps through the lifecycle."""

from typing import Any

from django.forms.models import model_to_dict
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.models import Person
from people.views.shared import act, by, form_page, visible_person, working
from volunteers.forms import CredentialForm, HoursForm, PauseForm, ReasonForm, VolunteerForm
from volunteers.models import Volunteer
from volunteers.services.lifecycle import (
    change_volunteer,
    move_volunteer,
    set_windows,
    show_credential,
)
from volunteers.views.panel import STEPS, STEPS_WITH_A_FORM


def _visible(request: ScopedRequest, person_id: int) -> tuple[Person, Volunteer]:
    person = visible_person(request, person_id)
    volunteers = Volunteer.objects.select_related("person")
    return person, get_object_or_404(volunteers, person=person)


@working
def edit(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Change what the volunteer does and has."""
    person, volunteer = _visible(request, person_id)
    return form_page(
        request,
        person,
        VolunteerForm(request.POST or None, initial=model_to_dict(volunteer)),
        lambda data: change_volunteer(volunteer, data, by=by(request), now=timezone.now()),
        heading=_("%(who)s as a volunteer") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
    )


@working
def hours(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Change the weekly free hours."""
    person, volunteer = _visible(request, person_id)
    form = HoursForm(request.POST or None, volunteer=volunteer)
    return form_page(
        request,
        person,
        form,
        lambda data: set_windows(volunteer, form.windows(), by=by(request), now=timezone.now()),
        heading=_("When is %(who)s free?") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
        intro=_("Leave a day empty when it does not suit."),
    )


@working
def add_credential(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Record that a paper was shown."""
    person, volunteer = _visible(request, person_id)
    return form_page(
        request,
        person,
        CredentialForm(request.POST or None, initial={"seen_on": timezone.localdate()}),
        lambda data: show_credential(volunteer, by=by(request), now=timezone.now(), **data),
        heading=_("%(who)s showed a paper") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
    )


@working
@require_POST
def step(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Move the volunteer one step along."""
    person, volunteer = _visible(request, person_id)
    event = request.POST.get("event", "")
    return act(
        request,
        person,
        lambda: move_volunteer(
            volunteer, event if event in STEPS else "", by=by(request), now=timezone.now()
        ),
        done=_("Saved."),
    )


@working
def step_with_a_form(request: ScopedRequest, person_id: int, event: str) -> HttpResponse:
    """Give a break, suspend or let go: steps that want a day or a reason and free every duty."""
    person, volunteer = _visible(request, person_id)
    if event not in STEPS_WITH_A_FORM:
        raise Http404
    form_class = PauseForm if event == "pause" else ReasonForm

    def save(data: dict[str, Any]) -> object:
        return move_volunteer(volunteer, event, by=by(request), now=timezone.now(), **data)

    return form_page(
        request,
        person,
        form_class(request.POST or None),
        save,
        heading=f"{person}: {STEPS_WITH_A_FORM[event]}",
        button=STEPS_WITH_A_FORM[event],
        done=_("Saved. Turns are passed on to others."),
        intro=_("All turns of this volunteer are passed on to others."),
        danger=event != "pause",
    )
