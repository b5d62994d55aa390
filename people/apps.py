"""Django's entry to the people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Register the resident's side, take in registers of residents, join the main menu."""
        from people.models import Resident  # noqa: PLC0415  # models load before this
        from people.registers import register_kind  # noqa: PLC0415
        from people.services.register_rows import write_resident  # noqa: PLC0415
        from people.services.residents import add_resident  # noqa: PLC0415
        from people.sides import Side, register_side  # noqa: PLC0415

        state = Resident.State
        tones: dict[str, str] = {
            state.ENQUIRY: "warning",
            state.WAITING: "waiting",
            state.SERVED: "done",
            state.ON_HOLD: "warning",
        }
        choices = tuple(state.choices)
        register_side(Side("resident", _("Resident"), choices, tones, add_resident))
        register_kind("residents", _("Residents"), write_resident)
        add_entry(30, _("People"), "people")
        add_entry(70, _("Import"), "imports")
