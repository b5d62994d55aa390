"""The form that a home-care team fills in by its own link, in two minutes and without an account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rings.forms.gigs.what import PhoneField, WhatForm

OLDEST, YOUNGEST = 1900, 2020
BOTS = "website"  # a field that people do not see: whoever fills it in is a program


class IntakeForm(WhatForm):
    """A request with the person whom it is for; nothing of it reaches the register before staff take it."""

    first_name = forms.CharField(label=_("First name"), max_length=60)
    last_name = forms.CharField(label=_("Last name"), max_length=60)
    phone = PhoneField(label=_("Telephone"), required=False)
    address = forms.CharField(
        label=_("Address"), max_length=120, help_text=_("Street or road, number, village")
    )
    birth_year = forms.IntegerField(
        label=_("Birth year"),
        required=False,
        min_value=OLDEST,
        max_value=YOUNGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
        help_text=_("For example 1941. Do not write a personal identity code."),
        error_messages={"invalid": _("Write the year with four digits, for example 1941.")},
    )
    ordered_by = forms.CharField(label=_("Your name"), max_length=80)
    ordered_phone = PhoneField(label=_("Your telephone"))
    consent = forms.BooleanField(
        label=_("The person has agreed to this request and to our keeping these details."),
        error_messages={"required": _("Ask the person first, then tick this.")},
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1"}))
    # What was said before promising, as the sender saw it: "no volunteers" or "short notice".
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    PERSON = ("first_name", "last_name", "address", "phone", "birth_year", "aid")
    VISIT = ("service_line", "day", "other_day", "hour", "minutes", "place", "needs", "door_code")
    SENDER = ("ordered_by", "ordered_phone", "consent")
    field_order = [*PERSON, *VISIT, *SENDER]

    @property
    def person_fields(self) -> list[forms.BoundField]:
        """Return the questions about whom it is for."""
        return [self[name] for name in self.PERSON]

    @property
    def visit_fields(self) -> list[forms.BoundField]:
        """Return the questions about what is needed and when."""
        return [self[name] for name in self.VISIT]

    @property
    def sender_fields(self) -> list[forms.BoundField]:
        """Return the questions about who asks."""
        return [self[name] for name in self.SENDER]

    @property
    def is_by_a_program(self) -> bool:
        """Tell whether the unseen field was filled in."""
        return bool(self.data.get(BOTS))

    def request(self) -> dict[str, Any]:
        """Return what a valid form asks for, by the names of `GigRequest`."""
        names = {*self.PERSON, *self.VISIT, *self.SENDER} - {"other_day", "hour"}
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"wall_time": self.cleaned_data["hour"]}
