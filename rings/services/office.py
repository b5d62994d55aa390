"""Handing an occurrence to the coordinator, and reminding them while it is in their hands."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from directory.models import User
from directory.services.offices import owner_for, still_answers
from notifications.services.outbox import NoTextChannelError, put_to_staff
from rings.machines import OCCURRENCE
from rings.models import Occurrence
from rings.rules.times import OFFICE_REARM
from rings.services import wording
from rings.services.circle.gone_round import tell_if_gone_round
from rings.services.closing import wait_until

TOPIC = "office"
ALERT_LIVES = timedelta(hours=1)


def hand_to_office(
    occurrence: Occurrence,
    because: str,
    *,
    by: Actor,
    now: datetime,
    due_in: timedelta = OFFICE_REARM,
) -> None:
    """Make the ring's coordinator the owner, and say why. Whoever owns it already keeps it."""
    owner = owner_of(occurrence, now)
    move(
        occurrence,
        OCCURRENCE,
        "escalate",
        by=by,
        now=now,
        reason=because,
        because=because,
        office_owner=owner,
        due_at=now + due_in,
    )
    tell_if_gone_round(occurrence, now)


def owner_of(occurrence: Occurrence, now: datetime) -> User | None:
    """Return who has it in hand: the owner, else the ring's coordinator, else another of the office.

    Only somebody who can still sign in and see it; with nobody such, whoever it was, and the auditor says so.
    """
    day = local_date(now)
    coordinator = occurrence.ring.coordinator if occurrence.ring else None
    place, association = occurrence.municipality, occurrence.association
    known = [user for user in (occurrence.office_owner, coordinator) if user]
    able = (user for user in known if still_answers(user, place, association, day))
    return next(able, None) or owner_for(place, day) or next(iter(known), None)


def rearm(occurrence: Occurrence, now: datetime, due_in: timedelta = OFFICE_REARM) -> None:
    """It is still in the office's hands: look again later. Only a person closes it.

    An owner who has left the office hands it on by that alone.
    """
    owner = owner_of(occurrence, now)
    if owner != occurrence.office_owner:
        Occurrence.objects.filter(pk=occurrence.pk).update(office_owner=owner)
        occurrence.office_owner = owner
    wait_until(occurrence, now + max(due_in, timedelta(minutes=1)))


def alert(occurrences: Iterable[Occurrence], now: datetime) -> None:
    """Tell each coordinator by one text what they have in hand and is due."""
    by_owner: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        if occurrence.office_owner_id:
            by_owner[occurrence.office_owner_id].append(occurrence)
    for owner in User.objects.filter(pk__in=by_owner, is_active=True):
        # One without a telephone for alerts has the Today page.
        with suppress(NoTextChannelError):
            _tell(owner, by_owner[owner.pk], now)


def _tell(owner: User, occurrences: list[Occurrence], now: datetime) -> None:
    """The hour in the key holds it to one text an hour for each occurrence."""
    first = min(occurrences, key=lambda o: (o.starts_at, o.pk))
    put_to_staff(
        wording.alert(occurrences),
        to=owner,
        topic=TOPIC,
        purpose="alert",
        about=f"{first.about}@{now:%Y-%m-%dT%H}",
        now=now,
        expires_at=now + ALERT_LIVES,
    )
