"""Handing an occurrence to the coordinator, and reminding them while it is in their hands."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, prefetch_related_objects

from directory.actors import Actor
from directory.kept import kept
from directory.localtime import local_date
from directory.models import StaffRole, User
from directory.moves import Moves
from directory.scope import Scope, scope_by
from directory.services.offices import owner_for
from notifications.services.outbox import NoTextChannelError, put_to_staff
from rings.machines import OCCURRENCE
from rings.models import Occurrence
from rings.rules.times import OFFICE_REARM
from rings.services.attending import wording
from rings.services.circle.gone_round import tell_if_gone_round

TOPIC = "office"
ALERT_LIVES = timedelta(hours=1)


class Owners:
    """Who has things in hand: the owner, else the ring's coordinator, else another of the office.

    Only somebody who can still sign in and see it; with nobody such, whoever it was, and the auditor says so.
    Each member of staff is asked about once, so one is good for one moment only.
    """

    def __init__(self, now: datetime) -> None:
        self._day = local_date(now)
        self._staff: dict[int, tuple[User, Scope]] = {}

    def of(self, occurrence: Occurrence) -> User | None:
        """Return who has `occurrence` in hand from now on."""
        ring = occurrence.ring
        ids = (occurrence.office_owner_id, ring.coordinator_id if ring else None)
        known = [self._colleague(pk) for pk in ids if pk]
        place, association = occurrence.municipality_id, occurrence.association_id
        able = (user for user, scope in known if scope.covers(place, association))
        return (
            next(able, None)
            or owner_for(occurrence.municipality, self._day)
            or next((user for user, _scope in known), None)
        )

    def _colleague(self, pk: int) -> tuple[User, Scope]:
        if pk not in self._staff:
            roles = _roles(pk, self._day)
            user = roles[0].user if roles else User.objects.get(pk=pk)
            self._staff[pk] = user, scope_by(user, roles if user.is_active else [])
        return self._staff[pk]


@kept
def _roles(user: int, day: date) -> QuerySet[StaffRole]:
    return StaffRole.objects.valid_on(day).filter(user=user).select_related("user").order_by()


def hand_to_office(
    occurrence: Occurrence,
    because: str,
    *,
    by: Actor,
    now: datetime,
    due_in: timedelta = OFFICE_REARM,
) -> None:
    """Make the ring's coordinator the owner, and say why. Whoever owns it already keeps it."""
    moves = Moves(by, now)
    hand_over_in(moves, Owners(now), occurrence, because, due_in)
    moves.write()
    tell_if_gone_round(occurrence, now)


def owner_of(occurrence: Occurrence, now: datetime) -> User | None:
    """Return who has `occurrence` in hand from now on: see `Owners`."""
    return Owners(now).of(occurrence)


def hand_over_in(
    moves: Moves, owners: Owners, occurrence: Occurrence, because: str, due_in: timedelta
) -> None:
    """Hand it to the office among other moves.

    The caller writes them, and then asks whether a circle has gone round.
    """
    changes = {
        "because": because,
        "office_owner": owners.of(occurrence),
        "due_at": moves.now + due_in,
    }
    moves.add(occurrence, OCCURRENCE, "escalate", changes, reason=because)


def rearm_in(moves: Moves, owners: Owners, occurrence: Occurrence, due_in: timedelta) -> None:
    """It is still in the office's hands: look again later, among other moves. Only a person closes it.

    An owner who has left the office hands it on by that alone.
    """
    due_at = moves.now + max(due_in, timedelta(minutes=1))
    moves.change(occurrence, due_at=due_at, office_owner=owners.of(occurrence))


def alert(occurrences: Iterable[Occurrence], now: datetime) -> None:
    """Tell each coordinator by one text what they have in hand and is due."""
    listed = list(occurrences)
    prefetch_related_objects(listed, "office_owner")
    in_hand: dict[User, list[Occurrence]] = defaultdict(list)
    for occurrence in listed:
        if occurrence.office_owner:
            in_hand[occurrence.office_owner].append(occurrence)
    for owner, theirs in in_hand.items():
        if owner.is_active:
            # One without a telephone for alerts has the Today page.
            with suppress(NoTextChannelError):
                _tell(owner, theirs, now)


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
