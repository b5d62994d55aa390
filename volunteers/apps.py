"""Django's entry to the volunteers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        """Take in registers of volunteers; take part in exports and erasure."""
        from people.portability import register_holding  # noqa: PLC0415  # models load before this
        from people.registers import register_kind  # noqa: PLC0415
        from volunteers.services import holding  # noqa: PLC0415
        from volunteers.services.register_rows import write_volunteer  # noqa: PLC0415

        register_kind("volunteers", _("Volunteers"), write_volunteer)
        register_holding(
            "volunteer", export=holding.export_volunteer, erase=holding.erase_volunteer
        )
