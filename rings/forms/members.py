"""Choosing members, and hours of their own."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.models import Municipality
from people.models import Person
from rings.forms.clock import ClockField


class OwnHourForm(forms.Form):
    """One member's own hour; empty means the hour of the ring."""

    wall_time = ClockField(
        label=_("Own hour"),
        required=False,
        help_text=_("For example 9.30. Leave empty for the hour of the ring."),
    )


SELECT = forms.Select(attrs={"class": "form-select"})


class FindPersonForm(forms.Form):
    """Narrows a list of people. Sent by POST, so that no name stands in an address."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )
    municipality = forms.ModelChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("All municipalities"),
        widget=SELECT,
    )

    def narrow(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """Return those of `people` that fit every word of the name and the municipality."""
        given: dict[str, Any] = self.cleaned_data
        for word in given["name"].split():
            people = people.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
        if given["municipality"]:
            people = people.filter(municipality=given["municipality"])
        return people
