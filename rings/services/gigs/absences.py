"""When whoever asked for help goes away, ends the service or has died: their requests are called off."""

from datetime import datetime

from directory.actors import Actor
from directory.localtime import local_date
from notifications.services.numbers import number_for
from people.changes import Change
from people.models import Person
from rings.models import Gig, Occurrence
from rings.rules.plan import AWAY
from rings.services.attending.closing import locked
from rings.services.climbing.office import hand_to_office
from rings.services.gigs.change import cancel_gig
from rings.services.planning.plan import bars_on

ENDS_AT_ONCE = frozenset({"absence", "unfit", "ended"})


def follow_change(person: Person, change: Change, by: Actor, now: datetime) -> None:
    """Call off the open requests of `person` on days when they cannot be helped.

    A holder without texts must be told by telephone: such a request goes to the office instead.
    """
    if change not in ENDS_AT_ONCE:
        return
    rows = Gig.objects.filter(
        occurrence__receiver=person,
        occurrence__state__in=Occurrence.OPEN,
        occurrence__nominal_date__gte=local_date(now),
    ).select_related("service_line", "occurrence")
    for gig in rows:
        day = gig.occurrence.nominal_date
        bar = bars_on({person.pk}, day).receiver_bar(person.pk, day)
        if bar:
            reason = Occurrence.Reason.AWAY if bar == AWAY else Occurrence.Reason.LEFT_RING
            call_off(gig, reason, by=by, now=now)


def call_off(gig: Gig, reason: str, *, by: Actor, now: datetime) -> bool:
    """Call `gig` off, or hand it to the office when its holder must be told by telephone; tell which."""
    occurrence = locked(gig.pk)
    holder = occurrence.holder()
    if holder is None or number_for(holder.person):
        cancel_gig(gig, reason, by=by, now=now)
        return True
    if occurrence.state != Occurrence.State.ESCALATED:
        hand_to_office(occurrence, Occurrence.Because.NO_TEXT, by=by, now=now)
    return False
