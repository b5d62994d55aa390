"""How an association asks its volunteers: numbers with a floor and a ceiling each."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.forms import PolicyForm
from rings.models import OfferPolicy

LIMITS = {
    "wave_size": (1, 20),
    "wave_minutes": (10, 24 * 60),
    "most_waves": (1, 20),
    "most_a_day": (1, 5),
    "most_a_week": (1, 15),
    "quiet_days": (0, 30),
    "radius_km": (1, 100),
}


class OfferPolicyForm(PolicyForm):
    """One association's way of asking, or the one of all that have none of their own."""

    limits = LIMITS

    class Meta:
        model = OfferPolicy
        fields = ["association", *LIMITS]
        labels = {"association": _("Association")}
        help_texts = {
            "wave_minutes": _("When they have not answered by then, the next ones are asked."),
            "most_waves": _("After the last time, the office rings instead."),
            "most_a_day": _("Nobody is asked more often, whatever is needed."),
            "quiet_days": _("Whoever has said no is left in peace so long."),
            "radius_km": _("How far away a volunteer may live, between the centres of the places."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse more questions a day than a week."""
        given = super().clean() or self.cleaned_data
        a_day, a_week = given.get("most_a_day"), given.get("most_a_week")
        if a_day and a_week and a_week < a_day:
            self.add_error("most_a_week", _("This is fewer than in a day."))
        return given
