"""What bars a car from a way of a ride: the planner's codes, as they are said to a coordinator."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOBODY_DRIVES = _("No driver drives on this day.")
ON_THE_WAY = _("Is on the way already.")
NO_PLACE_THERE = _("There is no place with this driver.")

# As it is said of some drivers and, when it bars every one of them, of all. The kind of load follows the code.
SENTENCES: dict[str, tuple[Promise, Promise]] = {
    "need": (
        _("%(who)s: cannot take %(needs)s."),
        _("No driver of this day takes %(needs)s."),
    ),
    "refusal": (
        _("%(who)s: not together with this rider."),
        _("No driver of this day may drive this rider."),
    ),
    "capacity seats": (
        _("%(who)s: not enough seats in the car."),
        _("No car of this day has so many seats."),
    ),
    "capacity front": (
        _("%(who)s: the front seat is not enough."),
        _("No car of this day has so many front seats."),
    ),
    "capacity boot": (
        _("%(who)s: no room in the boot."),
        _("No car of this day has room in the boot."),
    ),
    "capacity wheelchair": (
        _("%(who)s: no place for a wheelchair."),
        _("No car of this day has a place for a wheelchair."),
    ),
    "full seats": (
        _("%(who)s: the car is full at that hour."),
        _("Every car is full at that hour."),
    ),
    "full front": (
        _("%(who)s: somebody sits in front at that hour."),
        _("In every car somebody sits in front at that hour."),
    ),
    "full boot": (
        _("%(who)s: the boot is full at that hour."),
        _("No car has room in the boot at that hour."),
    ),
    "full wheelchair": (
        _("%(who)s: the place for a wheelchair is taken at that hour."),
        _("No car has a place for a wheelchair free at that hour."),
    ),
    "dark": (
        _("%(who)s: drives in daylight only, from %(from)s to %(until)s."),
        _("It is dark then: these drivers drive in daylight only, from %(from)s to %(until)s."),
    ),
    "hours": (
        _("%(who)s: drives from %(from)s to %(until)s, which does not suffice."),
        _("No driver is free at that hour."),
    ),
    "km": (
        _("%(who)s: more kilometres than agreed."),
        _("It is more kilometres than any driver of this day has agreed to."),
    ),
    "minutes": (
        _("%(who)s: more hours than agreed."),
        _("It takes longer than any driver of this day has agreed to."),
    ),
    "apart": (
        _("%(who)s: somebody is in the car with whom this rider does not ride."),
        _("In every car is somebody with whom this rider does not ride."),
    ),
    "ride": (
        _("%(who)s: somebody would sit in the car too long."),
        _("In every car somebody would sit too long."),
    ),
    "time": (
        _("%(who)s: no time between the others."),
        _("No driver has time between the others."),
    ),
    "pair": (
        _("There is no driver for the other way of this ride."),
        _("There is no driver for the other way of this ride."),
    ),
    "possible": (
        _("%(who)s: could drive this. Choose the car, or make the plan again."),
        _("Any driver of this day could. Choose a car, or make the plan again."),
    ),
}
