"""Riders who are not to sit in one car: on the pages of both, written down and taken back."""

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from people.models import Person, Resident
from people.panels import Panel
from people.services.access import log_residents_seen
from people.services.search import matching
from people.views.shared import UNPROCESSABLE, act, by, visible_person, working
from rides.models import Apart
from rides.services.drivers.apart import keep_apart, kept_apart_from, let_together
from rides.views.cars.forms import saved
from volunteers.forms.wishes import FindOtherForm, OtherField

FOUND = 12


class ApartForm(forms.Form):
    """The other rider, among those found by name."""

    other = OtherField(
        label=gettext_lazy("Who is the other?"),
        queryset=Person.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, others: Sequence[Person], *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # as a form takes them
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        found = Person.objects.filter(pk__in=[person.pk for person in others])
        field.queryset = found.select_related("municipality")
        if len(others) == 1:
            self.initial.setdefault("other", others[0].pk)


def apart_panel(request: ScopedRequest, person: Person) -> Panel | None:
    """Return with whom `person` sits in no car; None for whoever is no resident.

    Somebody whom this reader may not see has no name here.
    """
    if not Resident.objects.filter(person=person).exists():
        return None
    pairs = kept_apart_from(person)
    others = Person.objects.visible_to(request.scope).filter(pk__in=[o.pk for _row, o in pairs])
    known = set(others.values_list("pk", flat=True))
    shown = [(row, other if other.pk in known else None) for row, other in pairs]
    return Panel("rides/cars/apart_panel.html", {"pairs": shown})


@working
def add(request: ScopedRequest, person_id: int) -> HttpResponse:
    """Look for the other rider, then write it down."""
    person = visible_person(request, person_id)
    finding = FindOtherForm(request.POST or None)
    others = _found(request, person, finding.cleaned_data["words"]) if finding.is_valid() else []
    wants_to_save = "save" in request.POST
    form = ApartForm(others, request.POST if wants_to_save else None)
    if wants_to_save and form.is_valid() and _save(request, person, form):
        messages.success(request, _("Written down. Plans follow it from now on."))
        return redirect("person", person.pk)
    is_wrong = wants_to_save or (request.method == "POST" and not finding.is_valid())
    context = {"person": person, "finding": finding, "others": others, "form": form}
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, "rides/cars/apart.html", context, status=status)


@working
@require_POST
def end(request: ScopedRequest, person_id: int, apart_id: int) -> HttpResponse:
    """Let the two sit in one car again."""
    person = visible_person(request, person_id)
    mine = Apart.objects.filter(Q(first=person) | Q(second=person))
    apart = get_object_or_404(mine.select_related("first", "second"), pk=apart_id)
    return act(
        request,
        person,
        lambda: let_together(apart, by=by(request), now=timezone.now()),
        done=_("Taken back. Plans follow it from now on."),
    )


def _save(request: ScopedRequest, person: Person, form: ApartForm) -> bool:
    other = form.cleaned_data["other"]
    return saved(form, lambda: keep_apart(person, other, by=by(request), now=timezone.now()))


def _found(request: ScopedRequest, person: Person, words: str) -> list[Person]:
    """Return other residents in scope whom the words may mean, and log who of them was shown."""
    people = Person.objects.current().visible_to(request.scope).filter(resident__isnull=False)
    found = matching(people.exclude(pk=person.pk), words).select_related("municipality")
    shown = list(found.order_by("last_name", "first_name", "pk")[:FOUND])
    log_residents_seen(request.user, shown, "riders", timezone.now())
    return shown
