"""Exceptions from the rules of a ring, and more often for a while."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from people.models import Person
from rings.forms.clock import ClockField
from rings.models import DateException, Ring, RingMember, ScheduleRule

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})


class ExceptionForm(forms.ModelForm):
    """One date on which a ring does something else, for everybody in it or for one resident."""

    nominal_date = forms.DateField(label=_("On which day?"), widget=DAY)
    kind = forms.ChoiceField(
        label=_("What is different?"),
        choices=DateException.Kind.choices,
        widget=forms.RadioSelect,
        initial=DateException.Kind.SKIP,
    )
    wall_time = ClockField(label=_("The other hour"), required=False)
    receiver = forms.ModelChoiceField(
        label=_("For whom?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("everybody in the ring"),
    )

    class Meta:
        model = DateException
        fields = ["nominal_date", "kind", "wall_time", "receiver", "note"]

    def __init__(self, *args: Any, ring: Ring, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = ring.members.exclude(role=RingMember.Role.HELPER)
        here = Person.objects.filter(memberships__in=members.on(today)).distinct()
        self.fields["receiver"].queryset = here  # type: ignore[attr-defined]  # a choice of rows
        self._today = today

    def clean_nominal_date(self) -> date:
        """Refuse a day that is past."""
        day: date = self.cleaned_data["nominal_date"]
        if day < self._today:
            raise forms.ValidationError(_("That day is past: what has been is not changed."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse another hour without an hour; a day that is left out has none."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == DateException.Kind.SKIP:
            given["wall_time"] = None
        elif not given.get("wall_time"):
            self.add_error("wall_time", _("Write the hour like this: 9.30"))
        return given


class ForAWhileForm(forms.ModelForm):
    """One more time a day between two dates: a heat wave, an illness, the first days at home."""

    wall_time = ClockField(label=_("At what other hour?"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day.")},
    )
    valid_from = forms.DateField(label=_("First day"), widget=DAY)
    valid_until = forms.DateField(label=_("Last day"), widget=DAY)

    class Meta:
        model = ScheduleRule
        fields = ["wall_time", "weekdays", "valid_from", "valid_until", "note"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(valid_from=today, weekdays=list(range(7)))
        self._today = today

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first, or in the past."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < max(first, self._today):
            self.add_error("valid_until", _("The last day is before the first day."))
        return given
