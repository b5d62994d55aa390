"""The phone list in words: why somebody is rung, what to say, and which buttons there are."""

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rides.rules.calls import Call
from rides.services.telling.by_phone import LEG_ACTS, RUN_ACTS
from rides.services.telling.phone_list import Row

register = template.Library()

WHY: dict[Call, tuple[str, Promise]] = {
    Call.HOME: ("alarm", _("Wants to go home, and has no car")),
    Call.STRANDED: ("alarm", _("The car broke down: where is the rider?")),
    Call.MISSING: ("alarm", _("Was not ready or not there: ring rider and driver")),
    Call.EARLY: ("alarm", _("Is ready to go home before the hour planned")),
    Call.ARRIVED: ("alarm", _("Should have arrived: ask whether it went well")),
    Call.LOST: ("alarm", _("The car they know of does not come")),
    Call.CHANGE: ("alarm", _("The driver does not know of the changes yet")),
    Call.OFF: ("alarm", _("The driver does not know that the run is off")),
    Call.TELL: ("warning", _("Tell who fetches them and when")),
    Call.RING_BACK: ("warning", _("Has not rung for the way home")),
    Call.NO_CAR: ("warning", _("Tell that there is no driver yet")),
    Call.CONFIRM: ("warning", _("Has not said whether the ride is fine")),
    Call.ANSWER: ("warning", _("Has not answered: can they drive?")),
    Call.ASK: ("warning", _("Ask whether they can drive")),
    Call.LIST: ("warning", _("Read the list of stops to the driver")),
    Call.READ: ("warning", _("Has not said that they have read the list")),
    Call.DRAFT: ("waiting", _("Planned, but the driver has not been asked")),
    Call.WAITS: ("waiting", _("The driver has not answered yet")),
    Call.LOOK: ("waiting", _("Find a driver")),
    Call.REPORT: ("waiting", _("Ask how it went, and the kilometres")),
}
# Where the next thing to do is a page, not a call.
LOOKS_FOR_CAR = frozenset({Call.HOME, Call.STRANDED, Call.EARLY, Call.LOST, Call.NO_CAR, Call.LOOK})


@register.filter
def why(row: Row) -> Promise:
    """Return why this person is rung."""
    return WHY[row.call][1]


@register.filter
def call_tone(row: Row) -> str:
    """Return the colour of the reason."""
    return WHY[row.call][0]


@register.filter
def looks_for_car(row: Row) -> bool:
    """Tell whether a car has to be found first."""
    return row.call in LOOKS_FOR_CAR


@register.filter
def buttons(row: Row) -> Iterable[tuple[str, str | Promise]]:
    """Return the buttons of a row: the name of each act and its word."""
    if row.leg is not None:
        return [(name, LEG_ACTS[name].word) for name in row.acts]
    return [(name, RUN_ACTS[name].word) for name in row.acts]


@register.filter
def is_report(row: Row) -> bool:
    """Tell whether it is about how a run went."""
    return row.call == Call.REPORT


@register.filter
def is_draft(row: Row) -> bool:
    """Tell whether it waits for a publishing."""
    return row.call == Call.DRAFT
