"""How an association runs its rides, and what a kilometre pays: forms of the settings pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.forms import PolicyForm, SettingForm
from people.forms import TIME_FORMATS
from rides.models import ClaimLine, ExpenseClaim, MileageRate, RidePolicy

LIMITS = {
    "notice_hours": (0, 336),
    "tell_hours": (1, 168),
    "extra_minutes": (0, 180),
    "boarding_minutes": (1, 20),
    "helped_minutes": (1, 40),
}
FROZEN = (ExpenseClaim.State.APPROVED, ExpenseClaim.State.PAID)


class RidePolicyForm(PolicyForm):
    """One association's way of running rides, or the one of all that have none of their own."""

    limits = LIMITS
    confirm_by = forms.TimeField(
        label=_("The day before, until when answers are waited for"),
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H.%M"),
        help_text=_("After that the office rings whoever has not answered. For example 18"),
    )

    class Meta:
        model = RidePolicy
        fields = ["association", "notice_hours", "tell_hours", "confirm_by", *list(LIMITS)[2:]]
        labels = {"association": _("Association")}
        help_texts = {
            "notice_hours": _("Said to whoever asks for a ride. 0 means that none is wished for."),
            "tell_hours": _("By then every rider knows whether there is a driver."),
            "extra_minutes": _("So much longer a rider may sit in the car, so that others fit in."),
            "boarding_minutes": _("At every stop."),
            "helped_minutes": _("At a stop with help from door to door."),
        }


class MileageRateForm(SettingForm):
    """What a kilometre pays from a day on, and the limits of a calendar year that are free of tax."""

    class Meta:
        model = MileageRate
        fields = ["valid_from", "per_km", "per_passenger_km", "most_euros", "most_days", "source"]
        help_texts = {
            "per_km": _("As the Tax Administration gives it. For example 0.55"),
            "per_passenger_km": _("For example 0.04"),
            "most_euros": _("Rinki warns when a driver has come to 80 and to 100 per cent of it."),
            "source": _("Who decided on it and when."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a change of a rate by which claims were approved: the sums must stay what they were."""
        given = super().clean() or self.cleaned_data
        used = ClaimLine.objects.filter(rate=self.instance.pk, claim__state__in=FROZEN)
        if self.instance.pk and self.changed_data and used.exists():
            words = _(
                "Claims have been approved by this rate. Add a new one with its own first day."
            )
            raise forms.ValidationError(words)
        return given
