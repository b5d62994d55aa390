"""Django's entry to the rides app."""

from django.apps import AppConfig


class RidesConfig(AppConfig):
    name = "rides"

    def ready(self) -> None:
        """Tell the lower floors whom to call when something concerns a ride."""
        from rides.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
