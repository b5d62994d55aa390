"""Choosing which claims a list shows, why one is sent back, and where a driver is paid."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rides.models import Driver, ExpenseClaim
from rides.rules.iban import grouped, iban_of

OPEN = "open"


class ClaimFilterForm(forms.Form):
    """Which claims are listed."""

    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        choices=[(OPEN, _("open ones")), *ExpenseClaim.State.choices],
    )


class WhyForm(forms.Form):
    """Why a claim is sent back."""

    why = forms.CharField(
        label=_("What is to be put right?"),
        max_length=200,
        help_text=_("For example: 43 or 34 kilometres?"),
    )


class AccountForm(forms.Form):
    """The account to which the allowance is paid."""

    account = forms.CharField(
        label=_("Account number (IBAN)"),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Shown here and in the payment file only."),
    )

    def __init__(self, driver: Driver, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["account"] = grouped(driver.account or "")

    def clean_account(self) -> str | None:
        """Refuse a number whose check digits are wrong."""
        told: str = self.cleaned_data["account"]
        found = iban_of(told)
        if told and found is None:
            raise forms.ValidationError(_("This is no account number: check each digit."))
        return found
