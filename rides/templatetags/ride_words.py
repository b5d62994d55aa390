"""How a ride that comes again is said in a line, and the colour of one way of a ride."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from directory.localtime import local_date
from rides.models import Leg, StandingRide
from rides.templatetags.dispatch_words import leg_tone

register = template.Library()

# Without a driver so near to the day somebody has to act; further off it is only not done yet.
NEAR, SOON = timedelta(days=1), timedelta(days=3)


@register.filter
def comes(standing: StandingRide) -> str:
    """Return "Tue, Thu at 10.00 every 2 weeks, until 31.12.2026"."""
    days = ", ".join(str(WEEKDAYS_ABBR[n]).lower() for n in sorted(standing.weekdays))
    weeks = standing.interval_weeks
    every = _("every week") if weeks == 1 else _("every %(n)s weeks") % {"n": weeks}
    words = {"days": days, "hour": time_format(standing.wall_time), "every": every}
    said = _("%(days)s at %(hour)s, %(every)s") % words
    if not standing.valid_until:
        return said
    last = date_format(standing.valid_until, "SHORT_DATE_FORMAT")
    return _("%(said)s, until %(last)s") % {"said": said, "last": last}


@register.filter
def way_tone(leg: Leg) -> str:
    """Return the tone (colour and icon) of one way of a ride; without a driver it grows with the day."""
    if leg.state != Leg.State.REQUESTED:
        return leg_tone(leg.state)
    ahead = leg.request.day - local_date(timezone.now())
    if ahead <= NEAR:
        return "alarm"
    return "warning" if ahead <= SOON else "quiet"
