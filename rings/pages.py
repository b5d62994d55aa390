"""What the rings app puts on pages of lower floors: its menu entries, and its part of a person's page."""

from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry
from directory.views.sections import register_section
from people.panels import register_panel
from people.portability import register_holding
from rings.board_parts import register_board_part
from rings.panels import concerns_panel, farewell_panel, hours_panel, rings_panel
from rings.services.climbing.handover_holding import erase_handovers, export_handovers
from rings.services.concerns.portability import erase_concerns, export_concerns
from rings.services.gigs.holding import erase_gigs, export_gigs
from rings.services.hours.portability import erase_hours, export_hours
from rings.services.pairs.portability import erase_pairs, export_pairs
from rings.views.calls_to_make import calls_part
from rings.views.caps import caps_part
from rings.views.gigs.panel import gigs_panel
from rings.views.gigs.sections import SENDERS, WAYS_OF_ASKING
from rings.views.pairs.panel import pairs_panel


def connect_pages() -> None:
    """Register the menu entries and the panel; called once, when the models are loaded."""
    add_entry(10, _("Today"), "today", also=("/occurrences/",))
    add_entry(15, _("Week"), "week", also=("/unfilled/",))
    add_entry(20, _("Requests"), "gigs")
    add_entry(25, _("Rings"), "rings")
    add_entry(28, _("Suggestions"), "match", daily=False)
    add_entry(30, _("Pairs"), "pairs", daily=False)
    add_entry(35, _("Worries"), "concerns")
    add_entry(50, _("Hours done"), "hours", daily=False)
    add_entry(55, _("Follow-up"), "measures", daily=False)
    register_board_part("calls", 4, calls_part)
    register_board_part("caps", 5, caps_part)
    register_section(SENDERS)
    register_section(WAYS_OF_ASKING)
    register_panel("worries", 5, concerns_panel)
    register_panel("hours", 20, hours_panel)
    register_holding(
        "handovers", _("Taken over by"), export=export_handovers, erase=erase_handovers
    )
    register_holding("hours", _("Hours done"), export=export_hours, erase=erase_hours)
    register_holding("requests", _("Requests for help"), export=export_gigs, erase=erase_gigs)
    register_holding("worries", _("Worries"), export=export_concerns, erase=erase_concerns)
    register_holding("pairs", _("Pairs"), export=export_pairs, erase=erase_pairs)
    register_panel("farewell", 5, farewell_panel)
    register_panel("rings", 10, rings_panel)
    register_panel("requests", 12, gigs_panel)
    register_panel("pairs", 11, pairs_panel)
