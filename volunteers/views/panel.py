"""The volunteer's part of a person's page."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.middleware import ScopedRequest
from people.models import Person
from people.panels import Panel
from volunteers.hours import Window, in_words
from volunteers.machine import VOLUNTEER
from volunteers.models import Volunteer
from volunteers.services.eligibility import blockers

STEPS = {
    "interview": _("Interviewed"),
    "train": _("Trained"),
    "activate": _("Make active"),
    "resume": _("Back from the break"),
    "reinstate": _("End the suspension"),
    "return": _("Begin again"),
}
STEPS_WITH_A_FORM = {
    "pause": _("Give a break"),
    "suspend": _("Suspend"),
    "leave": _("Has left"),
}


def volunteer_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return the volunteer's side of `person`: state, tasks, hours, papers and next steps."""
    volunteer = Volunteer.objects.filter(person=person).first()
    if volunteer is None:
        return None
    today = timezone.localdate()
    until = volunteer.paused_until
    context = {
        "volunteer": volunteer,
        "steps": _allowed(volunteer, STEPS),
        "steps_with_a_form": _allowed(volunteer, STEPS_WITH_A_FORM),
        "blockers": blockers(person, today),
        "break_over": until is not None and until <= today,
        "hours": in_words([Window(w.weekday, w.starts, w.ends) for w in volunteer.windows.all()]),
        "credentials": list(volunteer.credentials.all()),
        "today": today,
    }
    return Panel("volunteers/panel.html", context)


def _allowed(volunteer: Volunteer, steps: Mapping[str, object]) -> list[tuple[str, object]]:
    return [
        (event, words) for event, words in steps.items() if VOLUNTEER.allows(volunteer.state, event)
    ]
