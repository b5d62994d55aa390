"""The form in which a member of staff keeps their own name and telephone."""

from django import forms

from directory.models import User


class AccountForm(forms.ModelForm):
    """The e-mail is not here: it is what they sign in with."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "phone"]
