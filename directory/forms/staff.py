"""The form for who works where."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.forms.settings import SettingForm
from directory.forms.telephone import AlertTelephoneField
from directory.models import StaffRole
from directory.services.settings import Invited, give_role


class StaffRoleForm(SettingForm):
    """A role. A new one asks whose it is; afterwards only the role, the area and the dates change.

    E-mails are not changed here: whoever could change another's e-mail could sign in as them.
    """

    email = forms.EmailField(label=_("e-mail"), help_text=_("A sign-in code is sent here."))
    first_name = forms.CharField(label=_("first name"), max_length=150)
    last_name = forms.CharField(label=_("last name"), max_length=150)
    phone = AlertTelephoneField()

    class Meta:
        model = StaffRole
        fields = ["role", "municipality", "association", "valid_from", "valid_until"]
        labels = {"municipality": _("Municipality"), "association": _("Association")}
        help_texts = {"valid_until": _("Leave empty if the role goes on.")}

    field_order = ["email", "first_name", "last_name", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("email", "first_name", "last_name", "phone"):
                del self.fields[name]
        self.say_what_empty_means("municipality", _("All municipalities"))
        self.say_what_empty_means("association", _("All associations"))

    def clean(self) -> dict[str, Any]:
        """Nobody gives a role that reaches further than their own."""
        cleaned = super().clean() or {}
        municipality, association = cleaned.get("municipality"), cleaned.get("association")
        if not self.scope.may_set_up(
            municipality.pk if municipality else None, association.pk if association else None
        ):
            self.add_error(
                "municipality", _("Choose a municipality or an association that you administer.")
            )
        starts, ends = cleaned.get("valid_from"), cleaned.get("valid_until")
        if starts and ends and ends < starts:
            self.add_error("valid_until", _("The last day is before the first."))
        return cleaned

    def write(self, *, by: Actor, now: datetime) -> None:
        """Write the role and, for a new one, the account of the person invited."""
        asked = ("email", "first_name", "last_name", "phone")
        told = {name: self.cleaned_data[name] for name in asked if name in self.fields}
        invited = Invited(**told) if told else None
        give_role(self.instance, invited, changed=self.changed_data, by=by, now=now)
