"""What the pages of suggestions ask: for which kind of service, where, and why all the same."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from directory.scope import Scope
from rings.forms.members import SELECT
from rings.forms.pairs import KINDS
from rings.forms.week import ScopedPlaces

LONGEST_CAUSE = 300


class KindForm(forms.Form):
    """For which kind of service somebody is looked for."""

    kind = forms.ChoiceField(label=_("What for?"), required=False, choices=KINDS, widget=SELECT)

    @property
    def kind_chosen(self) -> str:
        """The kind; of an odd question, or of none, the first that there is."""
        chosen = self.cleaned_data.get("kind") if self.is_valid() else ""
        return str(chosen or self.initial.get("kind") or KINDS[0][0])


class PlanForm(KindForm):
    """Whose plan is shown: of one municipality."""

    municipality = ScopedPlaces(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        required=False,
        empty_label=None,
        widget=SELECT,
    )
    field_order = ("municipality", "kind")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = cast("ScopedPlaces", self.fields["municipality"]).offer(scope)

    @property
    def place_chosen(self) -> Municipality | None:
        """The municipality; of an odd question, or of none, the first in scope. None where there is none."""
        chosen = self.cleaned_data.get("municipality") if self.is_valid() else None
        return chosen or next(iter(self.places), None)


class DespiteForm(forms.Form):
    """Why somebody is chosen although something speaks against it."""

    cause = forms.CharField(
        label=_("Why will it do all the same?"),
        max_length=LONGEST_CAUSE,
        help_text=_("For example: both have agreed to it on the telephone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
