"""A request that a coordinator writes down during a telephone call: found or new person, what, when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rings.forms.gigs.what import PhoneField, WhatForm
from rings.forms.who import WhoForm


class NewGigForm(WhoForm, WhatForm):
    """Whom it is for, and what and when."""

    ordered_by = forms.CharField(
        label=_("Who ordered it?"),
        required=False,
        max_length=80,
        help_text=_("Leave empty if they asked for it themselves."),
    )
    ordered_phone = PhoneField(label=_("Telephone of who ordered it"), required=False)
    # What the page had shown of the promise and of other requests when it was sent.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    VISIT = ("service_line", "day", "other_day", "hour", "minutes", "place", "needs")
    MORE = ("aid", "door_code", "ordered_by", "ordered_phone", "association")
    field_order = ["words", "person", *WhoForm.NEW_PERSON, "agreed", *VISIT, *MORE]

    @property
    def visit(self) -> list[forms.BoundField]:
        """Return the questions that every request answers."""
        return self.fields_of(self.VISIT)

    @property
    def more(self) -> list[forms.BoundField]:
        """Return the questions that may be left for later."""
        return [field for field in self.fields_of(self.MORE) if not field.is_hidden]

    @property
    def more_has_errors(self) -> bool:
        """Tell whether something among them is wrong, so that they are shown."""
        return any(name in self.errors for name in self.MORE) if self.is_bound else False

    def order(self) -> dict[str, Any]:
        """Return what a valid form orders, by the names of `Order`."""
        asked = ("service_line", "day", "minutes", "place", "needs", "aid", "door_code")
        names = (*asked, "ordered_by", "ordered_phone", "association")
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"wall_time": self.cleaned_data["hour"]}
