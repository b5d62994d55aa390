"""Adding a person and changing what is known of them: one form a page, one use case a form."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.forms import DetailsForm, NewPersonForm, ResidentForm
from people.models import Person, Resident
from people.services.numbers import give_number
from people.services.persons import add_person, change_person, possible_twins
from people.services.residents import add_resident, change_resident
from people.sides import side_named
from people.views.shared import UNPROCESSABLE, act, by, form_page, visible_person, working


@working
def new(request: ScopedRequest) -> HttpResponse:
    """Add a person with one side and a number; asks first when a namesake is here already."""
    form = NewPersonForm(request.POST or None, scope=request.scope)
    twins: list[Person] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not data["is_another"]:
            twins = possible_twins(data["first_name"], data["last_name"], data["birth_year"])
        if not twins:
            try:
                person = _add(request, data)
            except RefusedError as refusal:
                form.add_error(refusal.field or None, str(refusal))
            else:
                messages.success(request, _("Added: %(who)s") % {"who": person})
                return redirect("person", person.pk)
        else:
            form.ask_about_twins()
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = {"form": form, "twins": [t for t in twins if _sees(request, t)], "is_twin": twins}
    return render(request, "people/new.html", context, status=status)


def _sees(request: ScopedRequest, person: Person) -> bool:
    return Person.objects.visible_to(request.scope).filter(pk=person.pk).exists()


@transaction.atomic
def _add(request: ScopedRequest, data: dict[str, Any]) -> Person:
    now = timezone.now()
    person = add_person(data, by=by(request), now=now)
    if data["number"]:
        give_number(person, data["number"], by=by(request), now=now)
    side = side_named(data["side"])
    if side is not None:
        side.add(person, {}, by=by(request), now=now)
    return person


@working
def edit(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Change who somebody is and where they live."""
    person = visible_person(request, person_id)
    return form_page(
        request,
        person,
        DetailsForm(request.POST or None, instance=person, scope=request.scope),
        lambda data: change_person(person, data, by=by(request), now=timezone.now()),
        heading=_("Details of %(who)s") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
    )


@working
@require_POST
def add_side(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Give the person one more side: a volunteer may come to need help, and the other way round."""
    person = visible_person(request, person_id)
    side = side_named(request.POST.get("side", ""))
    if side is None:
        return redirect("person", person.pk)
    return act(
        request,
        person,
        lambda: side.add(person, {}, by=by(request), now=timezone.now()),
        done=_("Added: %(who)s") % {"who": side.label},
    )


@working
def resident(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Add or change the resident's side."""
    person = visible_person(request, person_id)
    row = Resident.objects.filter(person=person).first()
    initial = model_to_dict(row) if row else {}

    def save(data: dict[str, Any]) -> object:
        if row is None:
            return add_resident(person, data, by=by(request), now=timezone.now())
        return change_resident(row, data, by=by(request), now=timezone.now())

    return form_page(
        request,
        person,
        ResidentForm(request.POST or None, initial=initial),
        save,
        heading=_("%(who)s as a resident") % {"who": person},
        button=_("Save"),
        done=_("Saved."),
    )
