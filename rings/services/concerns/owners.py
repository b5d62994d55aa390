"""Who looks into a worry: the ring's coordinator, else whoever answers for the municipality."""

from datetime import datetime

from directory.localtime import local_date
from directory.models import User
from directory.scope import scope_of
from directory.services.offices import colleagues_in, owner_for
from rings.models import Concern


def is_able(user: User, concern: Concern, now: datetime) -> bool:
    """Tell whether `user` can sign in and works where the worry belongs."""
    scope = scope_of(user, local_date(now))
    return scope.covers(concern.municipality_id, concern.association_id or 0)


def owner_of(concern: Concern, now: datetime) -> User | None:
    """Return who is in charge: the owner, else the ring's coordinator, else another of the office."""
    ring = concern.occurrence.ring if concern.occurrence else None
    known = [user for user in (concern.owner, ring.coordinator if ring else None) if user]
    able = next((user for user in known if is_able(user, concern, now)), None)
    return able or next(iter(colleagues_of(concern, now)), None) or _anybody(concern, now)


def colleagues_of(concern: Concern, now: datetime) -> list[User]:
    """Return all who work where the worry belongs, coordinators first."""
    return colleagues_in(concern.municipality, concern.association, local_date(now))


def another(concern: Concern, now: datetime) -> User | None:
    """Return a colleague to ask as well: not the owner, and nobody who can read it already before others."""
    others = [user for user in colleagues_of(concern, now) if user.pk != concern.owner_id]
    return next(iter(others), None)


def _anybody(concern: Concern, now: datetime) -> User | None:
    """Nobody of that office is left: whoever answers for the municipality, at last the technical owner."""
    return owner_for(concern.municipality, local_date(now))
