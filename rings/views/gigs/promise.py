"""What is said before anything is promised: how many could be asked, and what there is already."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from directory.models import Referrer, ServiceLine
from directory.scope import Scope
from rings.forms.gigs.intake import IntakeForm
from rings.forms.gigs.new import NewGigForm
from rings.models import Gig, GigRequest
from rings.services.gigs.duplicates import gigs_like, gigs_like_request, requests_like
from rings.services.gigs.supply import Supply, supply


@dataclass(frozen=True)
class Promised:
    """`mark` names what was asked about, so that a page knows whether it has shown this already.

    `alike`, `waiting`: requests that may be the same one, written down or still waiting from a link.
    """

    mark: str
    supply: Supply
    alike: tuple[Gig, ...] = ()
    waiting: tuple[GigRequest, ...] = ()

    @property
    def tone(self) -> str:
        """Return how the note is coloured."""
        if self.supply.is_none:
            return "error"
        return "warning" if self.supply.warning or not self.supply.can_be_asked else "success"


def promised(form: NewGigForm, scope: Scope, now: datetime) -> Promised | None:
    """Return what can be promised of a request being written down, or None while too little is known of it."""
    given = form.cleaned_data
    line, day, hour = given.get("service_line"), given.get("day"), given.get("hour")
    place, office = form.place_of_person, given.get("association")
    if not (line and day and hour and place and office):
        return None
    person = given.get("person")
    found = supply(
        line,
        place,
        office,
        day,
        hour,
        now=now,
        minutes=given.get("minutes"),
        village=person.village if person else given.get("village", ""),
        receiver=person,
    )
    alike = gigs_like(person, line, day, given.get("place", "")) if person else []
    seen = tuple(gig for gig in alike if _sees(scope, gig))
    who = person.pk if person else given.get("first_name")
    return Promised(f"{line.pk}/{place.pk}/{day}/{hour}/{who}", found, seen)


def promised_of(request: GigRequest, scope: Scope, now: datetime) -> Promised:
    """Return what can be promised of a request that came by link."""
    found = supply(
        request.service_line,
        request.municipality,
        request.association,
        request.day,
        request.wall_time,
        now=now,
        minutes=request.minutes,
    )
    alike = tuple(gig for gig in gigs_like_request(request) if _sees(scope, gig))
    waiting = tuple(
        other
        for other in requests_like(request)
        if scope.covers(other.municipality_id, other.association_id)
    )
    return Promised("", found, alike, waiting)


def before_sending(form: IntakeForm, sender: Referrer, now: datetime) -> tuple[list[str], str]:
    """Return what a team must know before it sends a valid form, and a mark of what this is about."""
    given = form.cleaned_data
    line: ServiceLine = given["service_line"]
    day: date = given["day"]
    hour: time = given["hour"]
    found = supply(
        line, sender.municipality, sender.association, day, hour, now=now, minutes=given["minutes"]
    )
    return _to_a_team(found), f"{line.pk}/{day}/{hour}"


def _to_a_team(found: Supply) -> list[str]:
    """Say it without numbers: how many volunteers there are is the office's to know."""
    said: list[str] = []
    if not found.here:
        words = _("There are no volunteers near %(place)s at present. Promise nothing yet.")
        said.append(words % {"place": found.place})
    elif found.is_none:
        said.append(_("No volunteer is free at that hour. Another hour may do better."))
    if found.warning:
        said.append(found.warning)
    return said


def _sees(scope: Scope, gig: Gig) -> bool:
    occurrence = gig.occurrence
    return scope.covers(occurrence.municipality_id, occurrence.association_id)
