"""The volunteer's side, where people has room for it: in lists, on a person's page, in imports and exports."""

from django.utils.translation import gettext_lazy as _

from directory.views.sections import register_section
from people.panels import register_panel
from people.portability import register_holding
from people.registers import register_kind
from people.sides import Side, register_side
from volunteers.models import Volunteer
from volunteers.services.holding import (
    erase_volunteer,
    erase_wishes,
    export_volunteer,
    export_wishes,
)
from volunteers.services.lifecycle import add_volunteer
from volunteers.services.register_rows import write_volunteer
from volunteers.views.panel import volunteer_panel
from volunteers.views.sections import WAYS_OF_MATCHING
from volunteers.views.wishes import wishes_panel

State = Volunteer.State
TONES: dict[str, str] = {
    State.APPLIED: "warning",
    State.INTERVIEWED: "waiting",
    State.TRAINED: "waiting",
    State.ACTIVE: "done",
    State.PAUSED: "waiting",
    State.SUSPENDED: "alarm",
}


def connect() -> None:
    """Register the volunteer's side; called once, when the models are loaded."""
    register_side(Side("volunteer", _("Volunteer"), tuple(State.choices), TONES, add_volunteer))
    register_kind("volunteers", _("Volunteers"), write_volunteer)
    register_panel("volunteer", 10, volunteer_panel)
    register_panel("wishes", 13, wishes_panel)
    register_holding(
        "volunteer", _("As a volunteer"), export=export_volunteer, erase=erase_volunteer
    )
    register_holding(
        "wishes_about_two", _("Wishes about two people"), export=export_wishes, erase=erase_wishes
    )
    register_section(WAYS_OF_MATCHING)
