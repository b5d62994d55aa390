"""The steps of a ladder: what is done, after how long, how many times."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rings.models import LadderStep
from rings.models.ladder import WORDS
from rings.rules.steps import Rung

EMPTY_ROWS = 2
MOST_MINUTES = 24 * 60
MOST_TIMES = 9


class StepForm(forms.Form):
    """One step; a row with nothing chosen is left out."""

    what = forms.ChoiceField(
        label=_("What is done"),
        required=False,
        choices=[("", _("(no step)")), *((".".join(key), words) for key, words in WORDS.items())],
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
    waits = forms.BooleanField(
        label=_("Wait for the next step even when there is nobody to ask"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the minutes of a step that is chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("what") and given.get("delay_minutes") is None:
            self.add_error("delay_minutes", _("Write how many minutes. 0 means at once."))
        return given


StepForms = forms.formset_factory(StepForm, extra=EMPTY_ROWS, max_num=12)


def rungs_of(forms_: Any) -> list[Rung]:
    """Return the steps that a valid formset holds, in order."""
    given = [form.cleaned_data for form in forms_]
    return [_rung(row) for row in given if row.get("what")]


def initial_of(step: LadderStep) -> dict[str, Any]:
    """Return what the form of `step` is filled in with."""
    return {
        "what": f"{step.action}.{step.audience}.{step.channel}",
        "delay_minutes": step.delay_minutes,
        "times": step.times,
        "waits": not step.skip_if_empty,
    }


def _rung(row: dict[str, Any]) -> Rung:
    action, audience, channel = row["what"].split(".")
    return Rung(
        action=action,
        delay_minutes=row["delay_minutes"],
        times=row.get("times") or 1,
        audience=audience,
        channel=channel,
        skip_if_empty=not row.get("waits"),
    )
