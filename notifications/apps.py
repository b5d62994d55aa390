"""Django's entry to the notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        """Hold the start until the gateways can work, and put our pages where people look for them."""
        from notifications.wiring import connect  # noqa: PLC0415  # models are loaded only now

        connect()
