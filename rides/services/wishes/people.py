"""When a rider goes away, comes home, ends the service or has died: what becomes of their rides."""

from datetime import datetime

from directory.actors import Actor
from directory.localtime import local_date
from people.changes import Change
from people.models import Person
from rides.machines import SEATED
from rides.models import Leg, StandingRide
from rides.services.steps import wished_start
from rides.services.wishes.cancelling import cancel_leg
from rides.services.wishes.facts import is_away
from rides.services.wishes.standing import end_standing, fill
from volunteers.services.eligibility import blockers

STOPS = frozenset({"absence", "unfit", "ended"})
STARTS = frozenset({"absence_cancelled", "fit"})
LIVE = (StandingRide.State.RUNNING, StandingRide.State.PAUSED)


def follow_change(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """Cancel the rides of `person` on days on which they cannot be driven; take down again what comes back."""
    if change in STOPS:
        _cancel(person, by, now)
    standing = StandingRide.objects.filter(rider=person, state__in=LIVE).select_for_update()
    # Whoever ends as a volunteer may still be driven.
    if change == "ended" and blockers(person, local_date(now), as_resident=True):
        for row in standing:
            end_standing(row, by=by, now=now, reason=Leg.Reason.ENDED)
    elif change in STARTS:
        for row in standing:
            fill(row, by=by, now=now)


def _cancel(person: Person, by: Actor, now: datetime) -> None:
    today = local_date(now)
    rows = Leg.objects.open().filter(request__rider=person, request__day__gte=today)
    # The way there comes first, and takes its way back along.
    first = {leg.request_id: leg for leg in rows.select_related("request").order_by("direction")}
    for leg in sorted(first.values(), key=lambda each: each.request.day):
        day = leg.request.day
        barred = bool(blockers(person, day, as_resident=True))
        if (barred or is_away(person, day)) and not _has_begun(leg, now):
            reason = Leg.Reason.ENDED if barred else Leg.Reason.AWAY
            cancel_leg(leg, reason, by=by, now=now, both=True)


def _has_begun(leg: Leg, now: datetime) -> bool:
    """Tell whether the rider has been driven out: how it went is asked, and nobody is left there."""
    out = leg.request.legs.filter(direction=Leg.Direction.OUT).first()
    if out is None:
        return False
    began = out.pickup_at or wished_start(leg.request, out.direction)
    return out.state == Leg.State.DONE or (out.state in SEATED and began <= now)
