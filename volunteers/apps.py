"""Django's entry to the volunteers app."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "volunteers"

    def ready(self) -> None:
        """Register the volunteer's side."""
        from volunteers.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
