"""When texts to one person may come."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.middleware import ScopedRequest
from notifications.forms import HoursForm
from notifications.services.own_hours import hours_of, set_hours
from people.views.shared import by, form_page, visible_person, working


@working
def text_hours(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Say from when until when texts to the person may come."""
    person = visible_person(request, person_id)
    own = hours_of(person)
    initial = {"opens": own.opens, "closes": own.closes} if own else {}

    def save(data: dict[str, Any]) -> object:
        return set_hours(person, data["opens"], data["closes"], by=by(request), now=timezone.now())

    return form_page(
        request,
        person,
        HoursForm(request.POST or None, initial=initial),
        save,
        heading=_("Hours for texts to %(who)s") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
        intro=_("Ordinary texts wait for these hours. Urgent ones and answers come at once."),
    )
