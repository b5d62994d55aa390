"""How a person is reached: their own numbers, and their contacts in order."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.forms import ContactForm, NumberForm
from people.models import Resident
from people.services import contacts as contact_services
from people.services import numbers as number_services
from people.views.shared import act, by, form_page, visible_person, working


@working
def add_number(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Give the person one more telephone number."""
    person = visible_person(request, person_id)

    def save(data: dict[str, Any]) -> object:
        return number_services.give_number(
            person,
            data["number"],
            by=by(request),
            now=timezone.now(),
            takes_sms=data["takes_sms"],
            note=data["note"],
        )

    return form_page(
        request,
        person,
        NumberForm(request.POST or None),
        save,
        heading=_("New number for %(who)s") % {"who": person},
        button=_("Add the number"),
        done=_("The number was added."),
    )


@working
@require_POST
def number(request: ScopedRequest, person_id: int, held_id: int) -> HttpResponse:
    """Put a number first, say whether it takes texts, or take it away."""
    person = visible_person(request, person_id)
    held = get_object_or_404(person.numbers.select_related("number", "person"), pk=held_id)
    what, who, now = request.POST.get("what"), by(request), timezone.now()
    if what == "first":
        return act(
            request,
            person,
            lambda: number_services.try_first(held, by=who, now=now),
            done=_("This number is now tried first."),
        )
    if what in {"yes", "no"}:
        return act(
            request,
            person,
            lambda: number_services.set_texts(held, str(what), by=who, now=now),
            done=_("Saved."),
        )
    return act(
        request,
        person,
        lambda: number_services.take_number_away(held, by=who, now=now),
        done=_("The number was removed."),
    )


@working
def add_contact(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Add a relative, neighbour or key holder."""
    person = visible_person(request, person_id)
    row = get_object_or_404(Resident, person=person)
    return form_page(
        request,
        person,
        ContactForm(request.POST or None),
        lambda data: contact_services.add_contact(row, by=by(request), now=timezone.now(), **data),
        heading=_("New contact for %(who)s") % {"who": person},
        button=_("Add the contact"),
        done=_("The contact was added."),
        intro=_("Write only a name, a relation and a number, as the resident gave them."),
    )


@working
@require_POST
def contact(request: ScopedRequest, person_id: int, contact_id: int) -> HttpResponse:
    """Have a contact rung earlier or later, or forget them."""
    person = visible_person(request, person_id)
    contacts = get_object_or_404(Resident, person=person).contacts
    row = get_object_or_404(contacts.select_related("resident__person"), pk=contact_id)
    who, now = by(request), timezone.now()
    steps = {"earlier": -1, "later": 1}.get(request.POST.get("what", ""))
    if steps is None:
        return act(
            request,
            person,
            lambda: contact_services.remove_contact(row, by=who, now=now),
            done=_("The contact was removed."),
        )
    return act(
        request,
        person,
        lambda: contact_services.move_contact(row, steps, by=who, now=now),
        done=_("The order was changed."),
    )
