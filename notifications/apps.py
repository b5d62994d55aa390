"""Django's entry to the notifications app."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        """Hold the start until the gateways can work, and put our pages where people look for them."""
        from notifications.checks import check_gateways  # noqa: PLC0415  # models load before this
        from notifications.services.portability import (  # noqa: PLC0415
            erase_messages,
            export_messages,
        )
        from notifications.views.panel import messages_panel  # noqa: PLC0415
        from notifications.views.phones import has_demo_phones  # noqa: PLC0415
        from people.panels import register_panel  # noqa: PLC0415
        from people.portability import register_holding  # noqa: PLC0415

        checks.register(check_gateways)
        add_entry(40, _("Replies"), "replies")
        add_entry(80, _("Demo phones"), "phones", has_demo_phones)
        register_panel("messages", 60, messages_panel)
        register_holding(
            "messages", _("Text messages"), export=export_messages, erase=erase_messages
        )
