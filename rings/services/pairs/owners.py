"""Who has a pair in hand: always somebody who can sign in and works where its resident lives."""

from datetime import datetime

from directory.actors import Actor
from directory.localtime import local_date
from directory.machine import move
from directory.models import Association, Municipality, User
from directory.scope import scope_of
from directory.services.offices import colleagues_in, office_of, owner_for
from people.errors import RefusedError
from people.models import Person
from rings.machines import PAIR
from rings.models import Pair
from rings.services.concerns.acts import CANNOT_LOOK


def association_for(resident: Person, by: Actor, now: datetime) -> Association | None:
    """Return whose pair it will be: of the office that serves the resident, else of any there.

    If need be another one of the place, for which whoever acts works.
    """
    place = resident.municipality
    mine = Association.objects.filter(rings__members__person=resident).order_by("-rings__pk")
    known = [*mine, *place.associations.all()]
    user = _acting(by)
    if user is None:
        return next(iter(known), None) or office_of(place)
    scope = scope_of(user, local_date(now))
    own = (each for each in known if scope.covers(place.pk, each.pk))
    return next(own, None) or office_of(place)


def first_owner(
    place: Municipality, association: Association, by: Actor, now: datetime
) -> User | None:
    """Return who takes a new pair: whoever suggests it when they work there, else whoever answers there."""
    user = _acting(by)
    if user and scope_of(user, local_date(now)).covers(place.pk, association.pk):
        return user
    return _of_office(place, association, now)


def colleagues_of(pair: Pair, now: datetime) -> list[User]:
    """Return who could have the pair instead of its owner, coordinators first."""
    found = colleagues_in(pair.resident.municipality, pair.association, local_date(now))
    return [user for user in found if user.pk != pair.owner_id]


def hand_on(pair: Pair, to: User, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Give the pair to a colleague. Raises `RefusedError` for one who does not work there."""
    scope = scope_of(to, local_date(now))
    if not scope.covers(pair.resident.municipality_id, pair.association_id):
        raise RefusedError(CANNOT_LOOK)
    told = reason or f"user {to.pk}"
    move(pair, PAIR, "hand_on", by=by, now=now, reason=told, owner=to, reminded_at=None)


def other_owner(pair: Pair, now: datetime) -> User | None:
    """Return who takes over from an owner who has left, or None when nobody can."""
    found = _of_office(pair.resident.municipality, pair.association, now)
    return found if found and found.pk != pair.owner_id else None


def _acting(by: Actor) -> User | None:
    return User.objects.filter(pk=by.user_id).first() if by.user_id else None


def _of_office(place: Municipality, association: Association, now: datetime) -> User | None:
    day = local_date(now)
    colleagues = [u for u in colleagues_in(place, association, day) if u.is_active]
    return next(iter(colleagues), None) or owner_for(place, day)
