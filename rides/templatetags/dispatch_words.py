"""How legs and runs are shown: the colour of a state, the wish and what the rider knows in words."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.scope import Scope
from rides.models import Leg, Run
from rides.rules.changes import What
from rides.services.showing.paper import Known
from rides.services.showing.stops import Halt
from rides.services.showing.ways import Way
from rides.services.telling.changes import Change

register = template.Library()

LEG_TONES: dict[str, str] = {
    Leg.State.REQUESTED: "alarm",
    Leg.State.ON_CALL: "waiting",
    Leg.State.PLANNED: "warning",
    Leg.State.TOLD: "waiting",
    Leg.State.CONFIRMED: "done",
    Leg.State.DONE: "done",
    Leg.State.NO_SHOW: "warning",
    Leg.State.UNMET: "alarm",
}
RUN_TONES: dict[str, str] = {
    Run.State.DRAFT: "warning",
    Run.State.ASKED: "waiting",
    Run.State.CONFIRMED: "done",
    Run.State.OUT: "waiting",
    Run.State.CLOSED: "done",
    Run.State.BROKEN: "alarm",
}
OVER = {
    "seats": gettext_lazy("More people than seats."),
    "boot": gettext_lazy("More rollators than fit in the boot."),
    "wheelchairs": gettext_lazy("No place for the wheelchair."),
    "kilometres": gettext_lazy("More kilometres than the driver wants to drive."),
    "hours": gettext_lazy("Somebody is late as it is planned now."),
}
HEARS = {
    What.NEW: gettext_lazy("Fetched at %(hour)s by %(driver)s"),
    What.HOUR: gettext_lazy("Fetched at %(hour)s, not at %(was)s as told before"),
    What.DRIVER: gettext_lazy("Fetched at %(hour)s by %(driver)s: another driver than told before"),
    What.LOST: gettext_lazy("Has no car any more, was told %(was)s"),
    What.ASK: gettext_lazy("Is asked to drive"),
    What.ASK_AGAIN: gettext_lazy("Is asked again: the hours have changed much"),
    What.CHANGED: gettext_lazy("Gets the changed list"),
    What.CALL_OFF: gettext_lazy("Is not needed on this day"),
}
# The bar of spare minutes is full at this many.
PLENTY = 45
BAR = 60


@register.filter
def leg_tone(state: str) -> str:
    """Return the tone (colour and icon) of a leg's state."""
    return LEG_TONES.get(state, "quiet")


@register.filter
def run_tone(state: str) -> str:
    """Return the tone (colour and icon) of a run's state."""
    return RUN_TONES.get(state, "quiet")


@register.filter
def wished(way: Way) -> str:
    """Return when it is wished for: "arrives 9.30–10.00", "leaves 12.00–12.30", "ready from 13.20"."""
    window, leg = way.window, way.leg
    if window is None:
        return _("ready from %(hour)s") % {"hour": hour(leg.called_at)} if leg.called_at else ""
    hours = {"first": hour(window.earliest), "last": hour(window.latest)}
    if way.arrives:
        return _("arrives %(first)s–%(last)s") % hours
    return _("leaves %(first)s–%(last)s") % hours


@register.filter
def hour(moment: datetime | None) -> str:
    """Return the wall-clock time of an instant: "9.30"."""
    return time_format(timezone.localtime(moment), "TIME_FORMAT") if moment else "–"


@register.filter
def told(way: Way) -> str:
    """Return what the rider knows: "Told by telephone 23.11. at 14.20, Kirsi", or that it is old news."""
    leg = way.leg
    if not leg.told_at:
        return _("Not told yet")
    words = {
        "how": leg.get_told_how_display(),
        "day": date_format(timezone.localtime(leg.told_at), "j.n."),
        "hour": hour(leg.told_at),
        "who": f", {leg.told_by.first_name}" if leg.told_by else "",
    }
    if leg.is_open and not way.is_told:
        return _("Changed since the rider was told %(day)s at %(hour)s") % words
    return _("Told %(how)s %(day)s at %(hour)s%(who)s") % words


@register.filter
def initials(way: Way) -> str:
    """Return "AE" for Aino Esimerkki, and "?" for a rider of another office."""
    names = (way.rider.first_name, way.rider.last_name)
    return "".join(name[:1] for name in names) if way.is_open else "?"


@register.filter
def rider_name(way: Way) -> str:
    """Return the rider's name, or that it is another office's rider."""
    return str(way.rider) if way.is_open else _("a rider of another office")


@register.filter
def of(found: Mapping[int, Any], key: int) -> Any:
    """Return what `found` has for `key`, or nothing."""
    return found.get(key, "")


@register.filter
def those(ways: Iterable[Way], known: Mapping[int, Known]) -> list[Known]:
    """Return what the driver may know of each of `ways`."""
    return [known[way.leg.pk] for way in ways]


@register.filter
def homes(halt: Halt, known: Mapping[int, Known]) -> list[Known]:
    """Return what the driver may know of those who live at a halt."""
    at_home = [way for way in halt.ins if way.is_out] + [way for way in halt.outs if not way.is_out]
    return those(at_home, known)


@register.filter
def spare_words(minutes: int) -> str:
    """Return "12 min" or "5 min late"."""
    words = _("%(n)s min late") if minutes < 0 else _("%(n)s min")
    return words % {"n": abs(minutes)}


@register.filter
def spare_width(minutes: int) -> int:
    """Return how long the bar of spare minutes is, of `BAR`."""
    return round(BAR * min(max(minutes, 0), PLENTY) / PLENTY)


@register.filter
def hears(change: Change) -> str:
    """Return what somebody is told, and what they knew: "fetched at 9.10 by Pekka, was told 8.50"."""
    leg, run = change.leg, change.run
    words = {
        "hour": hour(leg.pickup_at if leg else None),
        "driver": run.driver.person.first_name if run else "",
        "was": hour(change.was),
    }
    return str(HEARS[change.what]) % words


@register.filter
def may_be_named(change: Change, scope: Scope) -> bool:
    """Tell whether the reader may see who the rider of a change is."""
    ride = change.leg.request if change.leg else None
    return ride is None or scope.covers(ride.rider.municipality_id, ride.association_id)


@register.filter
def over_words(what: str) -> str:
    """Return which limit of the car is broken, as a sentence."""
    return str(OVER[what])
