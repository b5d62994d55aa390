"""The form of the targets of one year: a number for each group."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from people.models import TargetGroup

# More people than live in Central Finland are nobody's target.
MOST = 300_000


class TargetsForm(forms.Form):
    """How many people of each group are to be reached; what is left empty has no target."""

    def __init__(self, stands: Mapping[str, int], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(stands))
        for group, label in TargetGroup.choices:
            if group:
                self.fields[group] = _persons(capfirst(str(label)))

    @property
    def wanted(self) -> dict[str, int | None]:
        """Return the number of each group; call only when the form is valid."""
        return dict(self.cleaned_data)


def _persons(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        error_messages={"invalid": _("Write a whole number, for example 340.")},
    )
