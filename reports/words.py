"""What the counts are called in front of readers: measures, activities, areas, groups, barriers, periods."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from directory.models import Barrier, Municipality
from people.models import TargetGroup
from reports.counting.facts import Activity
from reports.counting.periods import named
from reports.counting.plan import ACTIVITY, BARRIER, GROUP, PLACE
from reports.disclosure.cells import PERIOD, At

MEASURES: Mapping[str, Promise] = {
    "reached": gettext_lazy("People reached"),
    "active": gettext_lazy("Active volunteers"),
    "waiting": gettext_lazy("People waiting for a ring"),
    "contacts": gettext_lazy("Calls, visits, requests and rides"),
    "kilometres": gettext_lazy("Kilometres driven"),
    "hours": gettext_lazy("Hours of volunteers"),
    "unmet": gettext_lazy("Requests that nobody could take"),
}
ACTIVITIES: Mapping[str, Promise] = {
    Activity.CALL: pgettext_lazy("in counts", "Calls"),
    Activity.VISIT: pgettext_lazy("in counts", "Visits"),
    Activity.GIG: pgettext_lazy("in counts", "Requests for help"),
    Activity.RIDE: pgettext_lazy("in counts", "Rides"),
}
AREAS: Mapping[str, Promise] = {
    "jyvaskyla": gettext_lazy("Jyväskylä"),
    "aanekoski-laukaa": gettext_lazy("Äänekoski and Laukaa"),
    "south": gettext_lazy("Southern area"),
    "west": gettext_lazy("Western area"),
    "north": gettext_lazy("Northern area"),
}
DIMENSIONS: Mapping[str, Promise] = {
    PERIOD: gettext_lazy("Period"),
    PLACE: gettext_lazy("Place"),
    ACTIVITY: gettext_lazy("Activity"),
    GROUP: gettext_lazy("Target group"),
    BARRIER: gettext_lazy("Reason"),
}
TABLES: Mapping[str, Promise] = {
    "reached-in-quarter": gettext_lazy("People reached in the whole project"),
    "active-in-quarter": gettext_lazy("Active volunteers in the whole project"),
    "contacts-by-area": gettext_lazy("Calls, visits, requests and rides by area"),
    "reached-by-municipality": gettext_lazy("People reached by municipality"),
    "reached-by-group": gettext_lazy("People reached by target group"),
    "active-by-municipality": gettext_lazy("Active volunteers by municipality"),
    "contacts-by-municipality": gettext_lazy("Calls, visits, requests and rides by municipality"),
    "kilometres-by-area": gettext_lazy("Kilometres driven by area"),
    "hours-by-municipality": gettext_lazy("Hours of volunteers by municipality"),
    "unmet-by-area": gettext_lazy("Requests that nobody could take, by area"),
    "unmet-by-barrier": gettext_lazy("Requests that nobody could take, by reason"),
    "waiting-by-area": gettext_lazy("People waiting for a ring, by area"),
}


class Labels:
    """The names of all members of all dimensions in the language that is active; reads the tables twice."""

    def __init__(self) -> None:
        self._names: dict[str, Mapping[str, str]] = {
            PLACE: {code: str(name) for code, name in AREAS.items()}
            | {place.code: str(place) for place in Municipality.objects.all()},
            ACTIVITY: {code: str(name) for code, name in ACTIVITIES.items()},
            GROUP: {code: capfirst(str(name)) for code, name in TargetGroup.choices if code},
            BARRIER: {barrier.code: str(barrier) for barrier in Barrier.objects.all()},
        }

    def of(self, dim: str, member: str) -> str:
        """Return the name of `member`; what is unknown keeps its code."""
        if dim == PERIOD:
            return period_name(member)
        names = self._names[dim]
        # An area of one municipality that is named nowhere else carries its code behind an "m".
        return names.get(member) or names.get(member[1:], member)

    def place(self, at: At) -> str:
        """Return the name of the place of a count: the whole project when it names none."""
        code = dict(at).get(PLACE)
        return self.of(PLACE, code) if code else _("Whole project")


def period_name(text: str) -> str:
    """Return "January–March 2026" for "2026Q1"; a year stays a year."""
    period = named(text)
    if period is None or period.is_year:
        return text
    months = {
        1: _("January–March %(year)s"),
        2: _("April–June %(year)s"),
        3: _("July–September %(year)s"),
        4: _("October–December %(year)s"),
    }
    return months[period.quarter] % {"year": period.year}
