"""Forms for municipalities, associations and service lines."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.forms.settings import SettingForm
from directory.models import Association, Municipality, ServiceLine
from directory.services.settings import change_association


class MunicipalityForm(SettingForm):
    """A municipality; its other names are kept in the directory file and the back office."""

    class Meta:
        model = Municipality
        fields = [
            "name_fi",
            "name_sv",
            "code",
            "population",
            "population_year",
            "latitude",
            "longitude",
        ]
        help_texts = {
            "code": _("Three digits, as Statistics Finland gives them. For example 226"),
            "latitude": _("In degrees. For example 62.879"),
            "longitude": _("In degrees. For example 24.801"),
        }


class AssociationForm(SettingForm):
    """An association and where it works."""

    class Meta:
        model = Association
        fields = ["name", "short_name", "phone", "email", "asks_hours", "municipalities"]
        widgets = {"municipalities": forms.CheckboxSelectMultiple}
        labels = {"municipalities": _("works in")}

    def write(self, *, by: Actor, now: datetime) -> None:
        """Write the association and the municipalities it works in."""
        served = list(self.cleaned_data["municipalities"])
        change_association(self.instance, served, changed=self.changed_data, by=by, now=now)


class ServiceLineForm(SettingForm):
    """A service line, of one association or of all."""

    class Meta:
        model = ServiceLine
        fields = [
            "name_fi",
            "name_sv",
            "name_en",
            "code",
            "kind",
            "association",
            "is_one_off",
            "usual_minutes",
            "notice_hours",
            "valid_from",
            "valid_until",
        ]
        labels = {"association": _("Association")}
        help_texts = {
            "usual_minutes": _("Filled in for every new request; can be changed there."),
            "notice_hours": _("Said to whoever asks. 0 means that none is wished for."),
            "code": _("A short name without spaces. For example soittorinki"),
            "valid_until": _("Leave empty if the line goes on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_what_empty_means("association", _("All associations"))

    def clean_association(self) -> Association | None:
        """A line of all associations is for those to change who administer everywhere."""
        association: Association | None = self.cleaned_data["association"]
        if not self.scope.may_set_up(None, association.pk if association else None):
            raise forms.ValidationError(_("Choose an association that you administer."))
        return association
