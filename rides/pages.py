"""What the rides app puts on pages of lower floors: its menu entries, and its part of a person's page."""

from django.utils.translation import gettext_lazy as _

from directory.navigation import add_entry
from directory.views.sections import register_section
from notifications.wishes import register_wish
from people.panels import register_panel
from people.portability import register_holding, register_labels
from rides.models import Need
from rides.services.holding.drivers import erase_driver, erase_runs, export_driver, export_runs
from rides.services.holding.riders import erase_apart, erase_rides, export_apart, export_rides
from rides.services.wishes.asking import BY_TEXT
from rides.views.cars.apart import apart_panel
from rides.views.cars.panel import driver_panel
from rides.views.cars.sections import MILEAGE_RATES, WAYS_OF_RIDING
from rides.views.telling.today import rides_part
from rides.views.wishes.panel import rides_panel
from rings.board_parts import register_board_part


def connect_pages() -> None:
    """Register the menu entries and the panels; called once, when the models are loaded."""
    _connect_wishes()
    _connect_cars()
    _connect_telling()
    _connect_holdings()
    # What the runs have cost: claims and payments.
    add_entry(54, _("Driving expenses"), "claims", daily=False, also=("/rides/payments/",))


def _connect_wishes() -> None:
    """Rides asked for, by telephone or by text."""
    add_entry(22, _("Rides"), "rides")
    register_panel("rides", 13, rides_panel)
    register_wish(BY_TEXT)


def _connect_cars() -> None:
    """Drivers, destinations, and what an office has settled about rides."""
    add_entry(52, _("Drivers"), "drivers", daily=False, also=("/rides/destinations/",))
    register_section(WAYS_OF_RIDING)
    register_section(MILEAGE_RATES)
    register_panel("driver", 11, driver_panel)
    register_panel("apart", 14, apart_panel)


def _connect_telling() -> None:
    """Whom to ring about rides."""
    register_board_part("rides", 10, rides_part)


def _connect_holdings() -> None:
    """What a person is given of rides when they ask for it, and what is forgotten with them."""
    register_labels(Need.choices)
    register_holding("rides", _("Rides"), export=export_rides, erase=erase_rides)
    register_holding("apart", _("Not in one car"), export=export_apart, erase=erase_apart)
    register_holding("driver", _("As a driver"), export=export_driver, erase=erase_driver)
    register_holding("runs", _("Runs driven"), export=export_runs, erase=erase_runs)
