"""Forms about a volunteer. They check what was written; the use cases decide."""

from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from directory.models import ServiceLine
from people.forms import TIME_FORMATS, date_field, ticks
from people.models import Limit
from volunteers.hours import clock
from volunteers.models import Credential, Volunteer


class VolunteerForm(forms.Form):
    """What a volunteer does, and what they have."""

    tasks = forms.MultipleChoiceField(
        label=_("Tasks"),
        required=False,
        choices=ServiceLine.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    has_car = forms.NullBooleanField(label=_("Has a car"), required=False)
    is_trained = forms.BooleanField(label=_("Has had the training"), required=False)
    trained_on = date_field(_("Trained on"), required=False)
    availability_note = forms.CharField(
        label=_("When, in own words"), required=False, max_length=120
    )
    capacity = forms.IntegerField(
        label=_("How many people at most"),
        required=False,
        min_value=1,
        max_value=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("As they wish themselves. Empty: the usual number of the association."),
    )
    radius_km = forms.IntegerField(
        label=_("Kilometres from home at most"),
        required=False,
        min_value=1,
        max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("To a visit. Empty: the usual number of the association."),
    )
    avoids = ticks(
        _("Cannot be where there is"),
        Limit.choices,
        help_text=_("Do not write why: no illnesses are kept."),
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person may ask to read this."),
    )


class HoursForm(forms.Form):
    """The weekly free hours: one line a weekday, "9-12, 17-20"."""

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now_is: dict[int, list[str]] = {}
        for window in volunteer.windows.all():
            hours = f"{clock(window.starts)}-{clock(window.ends)}"
            now_is.setdefault(window.weekday, []).append(hours)
        for day, name in WEEKDAYS.items():
            self.fields[f"day{day}"] = HoursField(
                label=capfirst(name),
                required=False,
                initial=", ".join(now_is.get(day, [])),
                help_text=_("For example 9-12, 17-20") if day == 0 else "",
            )

    def windows(self) -> list[tuple[int, time, time]]:
        """Return what was written, as (weekday, from, until)."""
        return [
            (day, starts, ends)
            for day in WEEKDAYS
            for starts, ends in self.cleaned_data[f"day{day}"]
        ]


class HoursField(forms.CharField):
    """Hours of one day as text, cleaned to pairs of times."""

    def clean(self, value: Any) -> Any:
        """Return [(from, until)]; "9-12, 17-20" gives two."""
        text = super().clean(value).replace("–", "-").replace(" ", "")
        return [_hours(part) for part in text.split(",") if part]


def _hours(part: str) -> tuple[time, time]:
    field = forms.TimeField(input_formats=TIME_FORMATS)
    starts, dash, ends = part.partition("-")
    try:
        hours = field.clean(starts), field.clean("23.59" if ends == "24" else ends)
    except forms.ValidationError:
        hours = None
    if not dash or hours is None:
        raise forms.ValidationError(_("Write hours like this: 9-12, 17-20"))
    if hours[1] <= hours[0]:
        raise forms.ValidationError(_("The end of the hours must be after their beginning."))
    return hours


class PauseForm(forms.Form):
    """How long a break is meant to be."""

    paused_until = date_field(
        _("Back on"), required=False, help_text=_("Leave empty if it is not known yet")
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=120)


class ReasonForm(forms.Form):
    """Why a step is taken."""

    reason = forms.CharField(label=_("Why"), max_length=120)


class CredentialForm(forms.Form):
    """A paper that was shown: only the dates are kept."""

    kind = forms.ChoiceField(label=_("What was shown"), choices=Credential.Kind.choices)
    seen_on = date_field(_("Shown on"))
    valid_until = date_field(_("Valid until"), required=False)
    required = forms.BooleanField(
        label=_("No duties without it"),
        required=False,
        help_text=_("When it is out of date, the volunteer is given a break."),
    )
