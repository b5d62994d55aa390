"""The steps of a ladder: what is done, after how long, how many times."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rings.models import LadderStep
from rings.services.own_ladder import Rung

EMPTY_ROWS = 2
MOST_MINUTES = 24 * 60
MOST_TIMES = 9


class StepForm(forms.Form):
    """One step; a row with nothing chosen is left out."""

    action = forms.ChoiceField(
        label=_("What is done"),
        required=False,
        choices=[("", _("(no step)")), *LadderStep.Action.choices],
    )
    delay_minutes = forms.IntegerField(
        label=_("Minutes after the step before"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
    )
    times = forms.IntegerField(
        label=_("How many times"), required=False, min_value=1, max_value=MOST_TIMES
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the minutes of a step that is chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("action") and given.get("delay_minutes") is None:
            self.add_error("delay_minutes", _("Write how many minutes. 0 means at once."))
        return given


StepForms = forms.formset_factory(StepForm, extra=EMPTY_ROWS, max_num=12)


def rungs_of(forms_: Any) -> list[Rung]:
    """Return the steps that a valid formset holds, in order."""
    given = [form.cleaned_data for form in forms_]
    return [
        Rung(row["action"], row["delay_minutes"], row.get("times") or 1)
        for row in given
        if row.get("action")
    ]
