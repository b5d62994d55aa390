"""What a person may ask for: all that is held of them, and to be forgotten."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.forms import EraseForm
from people.models import Person
from people.services.erasure import erase_person
from people.services.export import export_person, print_person
from people.views.shared import UNPROCESSABLE, by, visible_person, working


@working
@require_POST
def export(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Give everything that is held of the person: a page to print, or a JSON file."""
    person = visible_person(request, person_id)
    user, who, now = request.user, by(request), timezone.now()
    if request.POST.get("form") != "json":
        parts = print_person(person, user=user, by=who, now=now)
        return render(request, "people/own_data.html", {"person": person, "parts": parts})
    data = export_person(person, user=user, by=who, now=now)
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="person-{person.pk}.json"'
    return response


@working
def erase(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Erase the person for good, after a tick."""
    person = visible_person(request, person_id)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _erased(request, person, form):
        messages.success(request, _("The person was erased. Counts stay as they were."))
        return redirect("people")
    context = {
        "person": person,
        "form": form,
        "heading": _("Erase %(who)s") % {"who": person},
        "button": _("Erase for good"),
        "intro": _(
            "Name, numbers, address, notes and contacts are erased. What only counts stays. "
            "This cannot be undone."
        ),
        "danger": True,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "people/form.html", context, status=status)


def _erased(request: ScopedRequest, person: Person, form: EraseForm) -> bool:
    """Erase the person; tell whether nothing of theirs stood in the way."""
    try:
        erase_person(person, by=by(request), now=timezone.now())
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
