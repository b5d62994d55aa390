"""The list of people: searched by name or number, filtered by side, state and municipality."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from directory.middleware import ScopedRequest
from directory.models import Municipality
from directory.scope import Scope
from people.models import Person
from people.models.person import PersonQuerySet
from people.services.search import matching
from people.sides import side_named, sides
from people.views.shared import working

ROWS_A_PAGE = 50
SEARCH = "people_search"  # in the session: names and numbers must not stand in an address


class FilterForm(forms.Form):
    """What the list shows; sent by GET, so it holds nothing personal."""

    group = forms.ChoiceField(label=_("Who"), required=False)
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("Municipality"), required=False, empty_label=_("All")
    )

    def __init__(self, data: object, scope: Scope) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict is a mapping in all that counts
        mine = Municipality.objects.filter(scope.municipalities()).distinct()
        self.fields["municipality"].queryset = mine  # type: ignore[attr-defined]  # a choice of rows
        self.fields["group"].choices = _groups()  # type: ignore[attr-defined]  # a choice field


def _groups() -> list[tuple[str, object]]:
    """Return "everybody", then each side as a group of choices: all of it, or one state."""
    choices: list[tuple[str, object]] = [("", _("Everybody"))]
    for side in sides():
        states = [(f"{side.relation}:{value}", capfirst(label)) for value, label in side.states]
        everyone = (side.relation, f"{side.label}: " + str(_("all")))
        choices.append((str(side.label), [everyone, *states]))
    return choices


@working
def listing(request: ScopedRequest) -> HttpResponse:
    """Show the people within the scope, fifty a page."""
    form = FilterForm(request.GET, request.scope)
    words = request.session.get(SEARCH, "")
    people = matching(_chosen(request, form), words).select_related(
        "municipality", *[side.relation for side in sides()]
    )
    page = Paginator(people.prefetch_related("numbers__number"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "words": words}
    return render(request, "people/list.html", context)


@working
@require_POST
def search(request: ScopedRequest) -> HttpResponse:
    """Keep the words to search by in the session, and show the list."""
    request.session[SEARCH] = request.POST.get("words", "").strip()[:60]
    return redirect("people")


def _chosen(request: ScopedRequest, form: FilterForm) -> PersonQuerySet:
    people = Person.objects.current().visible_to(request.scope)
    if not form.is_valid():
        return people
    name, _colon, state = form.cleaned_data["group"].partition(":")
    side = side_named(name)
    if side is not None:
        people = people.filter(**{f"{side.relation}__isnull": False})
    if side is not None and state:
        people = people.filter(**{f"{side.relation}__state": state})
    if form.cleaned_data["municipality"]:
        people = people.filter(municipality=form.cleaned_data["municipality"])
    return people
