"""A break in a circle: the office owns it from the first minute, and the captain is told."""

from contextlib import suppress
from datetime import datetime, timedelta

from notifications.services.outbox import NoTextChannelError, put, put_to_staff
from people.models import Person
from rings.models import Occurrence
from rings.services.circle import words
from rings.services.circle.captain import TOPIC, captain_on
from rings.services.climbing.office import owner_of

TELLS_FOR = timedelta(hours=2)
PURPOSE = "circle_break"


def note_break(
    occurrence: Occurrence, missing: Person, now: datetime, *, knows: int | None = None
) -> None:
    """Give the break at `occurrence` its owner, and tell the captain once that `missing` is not heard of.

    `knows`: the person who found out, or who is asked to go on: as captain they need no text. Without captain
    and deputy, or when both are away or missing, the system is captain: the owner is told.
    """
    ring = occurrence.ring
    if ring is None:
        return
    owner = owner_of(occurrence, now)
    Occurrence.objects.filter(pk=occurrence.pk).update(office_owner=owner)
    occurrence.office_owner = owner
    if not tell_captain(occurrence, missing, now, knows=knows) and owner is not None:
        # Whoever takes no texts sees it on the Today page.
        with suppress(NoTextChannelError):
            put_to_staff(
                words.office_told(missing, occurrence),
                to=owner,
                topic=TOPIC,
                purpose=PURPOSE,
                about=occurrence.about,
                now=now,
                expires_at=now + TELLS_FOR,
            )


def tell_captain(
    occurrence: Occurrence, missing: Person, now: datetime, *, knows: int | None = None
) -> bool:
    """Tell the captain, once an occurrence, that `missing` is not heard of; return False when there is none."""
    ring = occurrence.ring
    captain = captain_on(ring, occurrence.nominal_date, but={missing.pk}) if ring else None
    if captain is None:
        return False
    if captain.pk == knows:
        return True
    put(
        words.captain_told(captain, missing, occurrence),
        to=captain,
        topic=TOPIC,
        purpose=PURPOSE,
        about=occurrence.about,
        now=now,
        expires_at=now + TELLS_FOR,
    )
    return True
