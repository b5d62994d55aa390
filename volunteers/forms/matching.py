"""How an association weighs people when Rinki suggests who helps whom: points and usual limits."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.forms import PolicyForm
from volunteers.models import MatchPolicy

WEIGHTS = (
    "continuity",
    "distance",
    "interests",
    "language",
    "load",
    "unasked",
    "preference",
)
LIMITS = {
    **dict.fromkeys(WEIGHTS, (0, 100)),
    "fairness": (0, 100),
    "change": (0, 1000),
    "call_capacity": (1, 50),
    "visit_capacity": (1, 20),
    "radius_km": (1, 200),
    "days_a_week": (1, 7),
}


class MatchPolicyForm(PolicyForm):
    """One association's way of matching, or the one of all that have none of their own."""

    limits = LIMITS

    class Meta:
        model = MatchPolicy
        fields = ["association", *LIMITS]
        labels = {"association": _("Association")}
        help_texts = {
            "continuity": _(
                "Points for somebody who has often called or visited the resident of late. "
                "The more points, the more this counts beside the others; 0 leaves it out."
            ),
            "distance": _("Points for the next-door neighbour. Further away gives fewer."),
            "interests": _("Points when they have three or more interests in common."),
            "language": _(
                "Points for the same mother tongue. A common language they must have in any case."
            ),
            "load": _("Points for somebody who has nobody yet. Somebody with many gets fewer."),
            "unasked": _("Points for somebody whom nobody has asked for 60 days."),
            "preference": _("Points when one of them has wished for the other."),
            "fairness": _(
                "Each further person of the same volunteer costs this much more than the last. "
                "A high number spreads the people evenly."
            ),
            "change": _(
                "A new plan must be better by so much before somebody's helper is changed. "
                "A high number keeps people together."
            ),
            "call_capacity": _("Holds for those who have not said a number of their own."),
            "visit_capacity": _("Holds for those who have not said a number of their own."),
            "radius_km": _("Holds for those who have not said how far they go."),
            "days_a_week": _("Nobody gets a task on more days of the week than this."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse points that are all nothing: nobody could be told from anybody else."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name, 1) for name in WEIGHTS):
            self.add_error(None, _("Give points to one thing at least."))
        return given
