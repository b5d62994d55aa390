"""What notifications puts into the house: the check of the gateways, menu entries, its part of a person."""

from django.utils.translation import gettext_lazy as _
from django_q.signals import post_spawn

from directory.navigation import add_entry, administers
from directory.views.sections import add_page, everywhere, register_section
from notifications.checks import register_checks
from notifications.services.portability import erase_messages, export_messages
from notifications.services.rising import rise
from notifications.views.panel import messages_panel
from notifications.views.phones import has_demo_phones
from notifications.views.sections import LIMITS, PRICES, ROUTES, SENDERS
from people.panels import register_panel
from people.portability import register_holding


def connect() -> None:
    """Register the check, the pages and the holding; called once, when the models are loaded."""
    register_checks()
    post_spawn.connect(rise)
    add_entry(40, _("Replies"), "replies")
    add_entry(45, _("Texts that did not arrive"), "undelivered", daily=False)
    add_entry(74, _("Operations"), "operations", administers, daily=False)
    add_entry(75, _("Costs of texts"), "text_costs", administers, daily=False)
    add_page(_("Words of texts"), "texts", everywhere)
    for section in (ROUTES, PRICES, LIMITS, SENDERS):
        register_section(section)
    add_entry(80, _("Demo phones"), "phones", has_demo_phones, daily=False)
    register_panel("messages", 60, messages_panel)
    register_holding("messages", _("Text messages"), export=export_messages, erase=erase_messages)
