"""Work that no ring planned, and the right sum of a month, as a volunteer tells them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Association
from rings.models import ExtraWork
from rings.rules.durations import duration_in
from rings.rules.hours import MOST_HOURS

HOW_TO_SAY = _("Write it like this: 1,5 h or 45 min")


class DurationField(forms.CharField):
    """How long, as people say it: "1,5", "45 min", "puoli tuntia"; cleans to whole minutes."""

    def __init__(self, *, bare_hours_up_to: int, **kwargs: Any) -> None:
        self.bare_hours_up_to = bare_hours_up_to
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs.update({"autocomplete": "off", "class": "short"})

    def clean(self, value: Any) -> Any:
        """Return the minutes; refuse what is not clear."""
        said = super().clean(value)
        told = duration_in(said, bare_hours_up_to=self.bare_hours_up_to)
        if told is None:
            raise forms.ValidationError(HOW_TO_SAY)
        return told.minutes


class _OfOffice(forms.Form):
    """A form about the work for one association: asked for only where there are several."""

    association = forms.ModelChoiceField(
        label=_("For which association?"), queryset=Association.objects.none(), empty_label=None
    )

    def __init__(self, offices: Sequence[Association], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["association"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared above
        field.queryset = Association.objects.filter(pk__in=[office.pk for office in offices])
        if len(offices) == 1:
            field.initial = offices[0].pk
            field.widget = forms.HiddenInput()


class ExtraWorkForm(_OfOffice):
    """Work without a booking."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date", "class": "short"})
    )
    kind = forms.ChoiceField(label=_("What"), choices=ExtraWork.Kind.choices)
    minutes = DurationField(label=_("How long?"), bare_hours_up_to=12, help_text=HOW_TO_SAY)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=80,
        help_text=_("For example: café afternoon. No names of residents."),
    )
    field_order = ["day", "kind", "minutes", "note", "association"]

    def __init__(
        self, offices: Sequence[Association], *args: Any, today: date, **kwargs: Any
    ) -> None:
        super().__init__(offices, *args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """Refuse a day still to come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return day

    def clean_minutes(self) -> int:
        """Refuse more than a day and nothing at all."""
        minutes: int = self.cleaned_data["minutes"]
        if not 0 < minutes <= 24 * 60:
            raise forms.ValidationError(HOW_TO_SAY)
        return minutes


class MonthSumForm(_OfOffice):
    """What the month comes to, as the volunteer says."""

    total = DurationField(
        label=_("How many hours in all?"),
        bare_hours_up_to=MOST_HOURS,
        help_text=_("For example 7 or 7,5 h. Rinki writes the difference as a correction."),
    )
    field_order = ["total", "association"]
