"""Wishes about two people: on the pages of both, written down and taken back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.errors import RefusedError
from people.models import Person, Resident
from people.panels import Panel
from people.services.access import log_residents_seen
from people.services.search import matching
from people.views.shared import UNPROCESSABLE, act, by, visible_person, working
from volunteers.forms.wishes import FindOtherForm, WishForm
from volunteers.models import Preference, Volunteer
from volunteers.services.preferences import record_wish, take_back_wish, wishes_of

FOUND = 12


def wishes_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return what is wished about `person` and somebody else; None for whoever is on neither side.

    Somebody whom this reader may not see has no name here.
    """
    if not _sides(person):
        return None
    wishes = wishes_of(person)
    others = {_other(wish, person).pk for wish in wishes}
    seen = Person.objects.visible_to(request.scope).filter(pk__in=others)
    known = set(seen.values_list("pk", flat=True))
    rows = [(wish, _other(wish, person)) for wish in wishes]
    shown = [(wish, other if other.pk in known else None) for wish, other in rows]
    return Panel("volunteers/wishes_panel.html", {"wishes": shown})


@working
def wish_add(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Look for the other person, then write down what is wished."""
    person = visible_person(request, person_id)
    finding = FindOtherForm(request.POST or None)
    others = _found(request, person, finding.cleaned_data["words"]) if finding.is_valid() else []
    wants_to_save = "other" in request.POST or "save" in request.POST
    form = WishForm(others, request.POST if wants_to_save else None)
    if wants_to_save and form.is_valid() and _save(request, person, form):
        messages.success(request, _("Written down. Suggestions follow it from now on."))
        return redirect("person", person.pk)
    is_wrong = request.method == "POST" and (wants_to_save or not finding.is_valid())
    context = {"person": person, "finding": finding, "others": others, "form": form}
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, "volunteers/wish.html", context, status=status)


@working
@require_POST
def wish_take_back(request: ScopedRequest, person_id: int, wish_id: int) -> HttpResponse:
    """Let a wish no longer hold."""
    person = visible_person(request, person_id)
    mine = Preference.objects.filter(Q(resident=person) | Q(volunteer=person))
    wish = get_object_or_404(mine.select_related("resident", "volunteer"), pk=wish_id)
    done = _("Taken back. Suggestions follow it from now on.")
    return act(
        request, person, lambda: take_back_wish(wish, by=by(request), now=timezone.now()), done=done
    )


def _save(request: ScopedRequest, person: Person, form: WishForm) -> bool:
    """Write it down; tell whether it was not refused."""
    said: Mapping[str, Any] = form.cleaned_data
    resident, volunteer = _as_resident_and_volunteer(person, said["other"])
    try:
        record_wish(
            resident,
            volunteer,
            said["kind"],
            said_by=said["said_by"],
            note=said["note"],
            by=by(request),
            now=timezone.now(),
        )
    except RefusedError as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    return True


def _found(request: ScopedRequest, person: Person, words: str) -> list[Person]:
    """Return people of the other side in scope whom the words may mean, and log who of them was shown."""
    sides = _sides(person)
    wanted = Q(volunteer__isnull=False) if "resident" in sides else Q(pk__in=[])
    if "volunteer" in sides:
        wanted |= Q(resident__isnull=False)
    people = Person.objects.current().visible_to(request.scope).filter(wanted)
    found = matching(people.exclude(pk=person.pk), words).select_related("municipality")
    shown = list(found.order_by("last_name", "first_name", "pk")[:FOUND])
    log_residents_seen(request.user, shown, "wishes", timezone.now())
    return shown


def _sides(person: Person) -> set[str]:
    tables = {"resident": Resident, "volunteer": Volunteer}
    return {
        n for n, table in tables.items() if table._default_manager.filter(person=person).exists()
    }


def _as_resident_and_volunteer(person: Person, other: Person) -> tuple[Person, Person]:
    """Return the two in this order; whoever is on both sides is the resident of a volunteer."""
    fits = "resident" in _sides(person) and "volunteer" in _sides(other)
    return (person, other) if fits else (other, person)


def _other(wish: Preference, person: Person) -> Person:
    return wish.volunteer if wish.resident_id == person.pk else wish.resident
