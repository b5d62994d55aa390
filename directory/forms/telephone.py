"""The field in which a member of staff gives the telephone on which they want alerts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.telephones import DID_YOU_MEAN, mobile, swedish

NOT_MOBILE = _("Write one mobile number, for example 040 123 4567. Alerts come as text messages.")


class AlertTelephoneField(forms.CharField):
    """May be empty; else a mobile number, kept as it was written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("telephone for alerts"),
            max_length=20,
            required=False,
            widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            **kwargs,
        )

    def clean(self, value: object) -> str:
        """Refuse whatever no text message reaches."""
        text: str = super().clean(value)
        if text and mobile(text) is None:
            meant = swedish(text)
            raise forms.ValidationError(DID_YOU_MEAN % {"number": meant} if meant else NOT_MOBILE)
        return text
