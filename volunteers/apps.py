"""Django's entry to the volunteers app."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        """Take part in exports and erasure."""
        from people.portability import register_holding  # noqa: PLC0415  # models load before this
        from volunteers.services import holding  # noqa: PLC0415

        register_holding(
            "volunteer", export=holding.export_volunteer, erase=holding.erase_volunteer
        )
