"""The form in which a member of staff keeps their own name and telephone."""

from typing import Any

from django import forms

from directory.forms.telephone import AlertTelephoneField
from directory.models import User


class AccountForm(forms.ModelForm):
    """The e-mail is not here: it is what they sign in with."""

    phone = AlertTelephoneField()

    class Meta:
        model = User
        fields = ["first_name", "last_name", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
