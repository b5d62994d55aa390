"""What people offers to lists, imports and the main menu: the resident's side."""

from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry
from people.models import Resident
from people.registers import register_kind
from people.services.register_rows import write_resident
from people.services.residents import add_resident
from people.sides import Side, register_side

State = Resident.State
TONES: dict[str, str] = {
    State.ENQUIRY: "warning",
    State.WAITING: "waiting",
    State.SERVED: "done",
    State.ON_HOLD: "warning",
}


def connect() -> None:
    """Register the resident's side and the menu entries; called once, when the models are loaded."""
    register_side(Side("resident", _("Resident"), tuple(State.choices), TONES, add_resident))
    register_kind("residents", _("Residents"), write_resident)
    add_entry(30, _("People"), "people")
    add_entry(70, _("Import"), "imports", daily=False)
