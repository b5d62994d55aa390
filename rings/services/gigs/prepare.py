"""Between the yes and the visit: the reminder of the day before, and the code of the door near the hour."""

from datetime import datetime

from django.db.models import Q

from directory.actors import CLOCK
from directory.machine import move
from directory.one_by_one import one_by_one
from people.models import Person
from rings.machines import OCCURRENCE
from rings.models import Gig, Occurrence
from rings.rules import visit
from rings.services.attending.closing import wait_until
from rings.services.gigs.stage import gig_of
from rings.services.gigs.texts import forget_code, send_code, tell_holder


def first_look(occurrence: Occurrence, now: datetime) -> datetime | None:
    """Return when to look first at a request that somebody has now; None for what a ring plans."""
    gig = gig_of(occurrence)
    if gig is None:
        return None
    code = bool(gig.door_code)
    return visit.first_look(occurrence.starts_at, occurrence.ends_at, has_code=code, now=now)


def prepare(occurrence: Occurrence, gig: Gig, holder: Person, now: datetime) -> None:
    """Tell the holder what is due before the end of the visit, and look again when the next thing is.

    Raises `NoTextChannelError` when they must be told by telephone.
    """
    gig.occurrence = occurrence
    starts_at, ends_at = occurrence.starts_at, occurrence.ends_at
    code = gig.door_code or ""
    due_at = visit.next_look(starts_at, ends_at, has_code=bool(code), now=now)
    if code and visit.is_near(starts_at, ends_at, now):
        send_code(holder, gig, code, now)
        wait_until(occurrence, due_at)
    elif now >= visit.reminder_at(starts_at) and occurrence.state == Occurrence.State.PLANNED:
        tell_holder("gig_reminder", holder, gig, now)
        move(occurrence, OCCURRENCE, "remind", by=CLOCK, now=now, due_at=due_at)
    else:
        wait_until(occurrence, due_at)


def door_code_now(gig: Gig, now: datetime) -> str:
    """Return the code of the door while the visit is near, else "": nobody sees it at other times."""
    occurrence = gig.occurrence
    if not gig.door_code or not occurrence.is_open:
        return ""
    near = visit.is_near(occurrence.starts_at, occurrence.ends_at, now)
    return gig.door_code if near else ""


def forget_codes(now: datetime) -> int:
    """Forget the codes of doors behind which nobody is expected any more, also in the texts; return how many."""
    over = Q(occurrence__ends_at__lte=now) | Q(occurrence__state__in=Occurrence.TERMINAL)
    gigs = Gig.objects.filter(over, door_code__isnull=False).select_related("occurrence")
    return one_by_one(gigs, lambda gig: forget_code(gig, now), "forget the code of request")
