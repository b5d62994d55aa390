"""Django's entry to the rings app."""

from django.apps import AppConfig


class RingsConfig(AppConfig):
    name = "rings"

    def ready(self) -> None:
        """Tell the lower floors whom to call when something concerns a ring."""
        from rings.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
