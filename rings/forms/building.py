"""Choosing those who wait for a ring, and how large it is to be."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from directory.scope import Scope
from rings.forms.members import SELECT
from rings.forms.week import ScopedPlaces
from rings.models import Ring
from rings.services.building.propose import LARGEST, USUAL_SIZE, Wanted

KINDS = [(Ring.Kind.CALL.value, _("Calls")), (Ring.Kind.VISIT.value, _("Visits"))]
LONGEST_CAUSE = 300


class WaitingFilter(forms.Form):
    """Who is listed: those who wait for one kind, in one municipality or in all."""

    municipality = ScopedPlaces(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=_("All municipalities"),
        widget=SELECT,
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False, widget=SELECT)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("ScopedPlaces", self.fields["municipality"])
        places = field.offer(scope)
        self.only = places[0] if len(places) == 1 else None

    def clean_kind(self) -> str:
        """Return the kind; nothing said means calls."""
        return self.cleaned_data["kind"] or KINDS[0][0]

    @property
    def municipality_chosen(self) -> Municipality | None:
        """The municipality, where there is only one also without saying so."""
        return self.cleaned_data.get("municipality") or self.only

    @property
    def kind_chosen(self) -> str:
        """The kind, of an odd question the usual one."""
        kind: str = self.cleaned_data.get("kind") or KINDS[0][0]
        return kind


class ProposeForm(WaitingFilter):
    """Of whom a ring is made: those ticked, or so many who live near one another."""

    size = forms.IntegerField(
        label=_("How many residents?"),
        min_value=1,
        max_value=LARGEST,
        initial=USUAL_SIZE,
        widget=forms.NumberInput(attrs={"class": "form-control short"}),
    )
    person = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("municipality", "kind"):
            self.fields[name].widget = self.fields[name].hidden_widget()
        ticked = self.data.getlist("person") if isinstance(self.data, QueryDict) else []
        people = cast("forms.TypedMultipleChoiceField", self.fields["person"])
        # Who they are is checked by the service, which knows who waits.
        people.choices = [(pk, pk) for pk in ticked if pk.isdecimal()]

    def wanted(self) -> Wanted:
        """Return what ring is wanted."""
        given = self.cleaned_data
        ticked = frozenset(given["person"])
        return Wanted(self.kind_chosen, given["size"], self.municipality_chosen, ticked)


class CauseForm(forms.Form):
    """Why somebody is chosen although something speaks against it."""

    cause = forms.CharField(
        label=_("Why will it do all the same?"),
        max_length=LONGEST_CAUSE,
        help_text=_("For example: both have agreed to it on the telephone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
