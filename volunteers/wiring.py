"""The volunteer's side, where people has room for it: in lists, on a person's page, in imports and exports."""

from django.utils.translation import gettext_lazy as _

from people.panels import register_panel
from people.portability import register_holding
from people.registers import register_kind
from people.sides import Side, register_side
from volunteers.models import Volunteer
from volunteers.services.holding import erase_volunteer, export_volunteer
from volunteers.services.lifecycle import add_volunteer
from volunteers.services.register_rows import write_volunteer
from volunteers.views.panel import volunteer_panel

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
    register_holding(
        "volunteer", _("As a volunteer"), export=export_volunteer, erase=erase_volunteer
    )
