"""Django's entry to the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self) -> None:
        """Register the resident's side and join the main menu."""
        from people.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
