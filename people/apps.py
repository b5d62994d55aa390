"""Django's entry to the people app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Take in registers of residents."""
        from people.registers import register_kind  # noqa: PLC0415  # models load before this
        from people.services.register_rows import write_resident  # noqa: PLC0415

        register_kind("residents", _("Residents"), write_resident)
