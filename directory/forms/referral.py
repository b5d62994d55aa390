"""Forms for those who send requests by a link, and for why a request could not be met."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.actors import Actor
from directory.forms.settings import SettingForm
from directory.models import Barrier, Referrer
from directory.services.referrers import write_referrer


class ReferrerForm(SettingForm):
    """A home-care team, ward or village office; its key is made when it is written."""

    class Meta:
        model = Referrer
        fields = ["name", "phone", "municipality", "association", "valid_until"]
        help_texts = {
            "name": _("For example: Home care, Karstula, northern team"),
            "phone": _("The team's own number, for questions about a request."),
            "valid_until": _("Leave empty if the link goes on."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("municipality", "association"):
            self.say_what_empty_means(name, _("Choose"))

    def clean(self) -> dict[str, Any]:
        """Refuse an office or a place that this administrator does not administer."""
        given = super().clean() or self.cleaned_data
        place, office = given.get("municipality"), given.get("association")
        if place and office and not self.scope.may_set_up(place.pk, office.pk):
            self.add_error("municipality", _("Choose a municipality that you administer."))
        if place and office and not office.municipalities.filter(pk=place.pk).exists():
            self.add_error("association", _("It does not work in that municipality."))
        return given

    def write(self, *, by: Actor, now: datetime) -> None:
        """Write the sender, with a key when it is new."""
        write_referrer(self.instance, changed=self.changed_data, by=by, now=now)


class BarrierForm(SettingForm):
    """Why a request could not be met, in three languages."""

    class Meta:
        model = Barrier
        fields = ["name_fi", "name_sv", "name_en", "code", "valid_until"]
        help_texts = {
            "code": _("A short name without spaces. For example no-ride"),
            "valid_until": _("Leave empty while it is in use."),
        }
