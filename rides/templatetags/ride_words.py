"""How a ride that comes again is said in a line."""

from django import template
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rides.models import StandingRide

register = template.Library()


@register.filter
def comes(standing: StandingRide) -> str:
    """Return "Tue, Thu at 10.00 every 2 weeks, until 31.12.2026"."""
    days = ", ".join(str(WEEKDAYS_ABBR[n]).lower() for n in sorted(standing.weekdays))
    weeks = standing.interval_weeks
    every = ngettext("every week", "every %(n)s weeks", weeks) % {"n": weeks}
    words = {"days": days, "hour": time_format(standing.wall_time), "every": every}
    said = _("%(days)s at %(hour)s, %(every)s") % words
    if not standing.valid_until:
        return said
    last = date_format(standing.valid_until, "SHORT_DATE_FORMAT")
    return _("%(said)s, until %(last)s") % {"said": said, "last": last}
