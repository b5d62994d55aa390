"""What notifications puts into the house: the check of the gateways, menu entries, its part of a person."""

from django.core import checks
from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry
from notifications.checks import check_gateways
from notifications.services.portability import erase_messages, export_messages
from notifications.views.panel import messages_panel
from notifications.views.phones import has_demo_phones
from people.panels import register_panel
from people.portability import register_holding


def connect() -> None:
    """Register the check, the pages and the holding; called once, when the models are loaded."""
    checks.register(check_gateways)
    add_entry(40, _("Replies"), "replies")
    add_entry(80, _("Demo phones"), "phones", has_demo_phones, daily=False)
    register_panel("messages", 60, messages_panel)
    register_holding("messages", _("Text messages"), export=export_messages, erase=erase_messages)
