"""Django's entry to the volunteers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        """Register the volunteer's side: in lists, on a person's page, in imports and exports."""
        from people.panels import register_panel  # noqa: PLC0415  # models load before this
        from people.portability import register_holding  # noqa: PLC0415
        from people.registers import register_kind  # noqa: PLC0415
        from people.sides import Side, register_side  # noqa: PLC0415
        from volunteers.models import Volunteer  # noqa: PLC0415
        from volunteers.services import holding  # noqa: PLC0415
        from volunteers.services.lifecycle import add_volunteer  # noqa: PLC0415
        from volunteers.services.register_rows import write_volunteer  # noqa: PLC0415
        from volunteers.views.panel import volunteer_panel  # noqa: PLC0415

        state = Volunteer.State
        tones: dict[str, str] = {
            state.APPLIED: "warning",
            state.INTERVIEWED: "waiting",
            state.TRAINED: "waiting",
            state.ACTIVE: "done",
            state.PAUSED: "waiting",
            state.SUSPENDED: "alarm",
        }
        choices = tuple(state.choices)
        register_side(Side("volunteer", _("Volunteer"), choices, tones, add_volunteer))
        register_kind("volunteers", _("Volunteers"), write_volunteer)
        register_panel("volunteer", 10, volunteer_panel)
        register_holding(
            "volunteer",
            _("As a volunteer"),
            export=holding.export_volunteer,
            erase=holding.erase_volunteer,
        )
