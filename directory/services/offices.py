"""Which office answers for a municipality, and which of its people takes what comes in."""

from datetime import date

from django.db.models import Q

from directory.models import Association, Municipality, StaffRole, User
from directory.scope import scope_of

_FIRST_TO_ASK = (
    StaffRole.Role.COORDINATOR,
    StaffRole.Role.SUBSTITUTE,
    StaffRole.Role.ADMINISTRATOR,
)


def office_of(municipality: Municipality | None) -> Association | None:
    """Return the association that serves `municipality`, else any: a text must say who writes."""
    if municipality is not None:
        found = municipality.associations.first()
        if found:
            return found
    return Association.objects.first()


def still_answers(
    user: User, municipality: Municipality, association: Association, day: date
) -> bool:
    """Tell whether `user` can sign in on `day` and see what belongs to that municipality and association."""
    return scope_of(user, day).covers(municipality.pk, association.pk)


def owner_for(municipality: Municipality | None, day: date) -> User | None:
    """Return who takes what comes in from `municipality` on `day`.

    A coordinator of that municipality, else of its association or of everywhere, else a substitute, else an
    administrator, else a technical owner. None only when nobody at all can sign in.
    """
    roles = StaffRole.objects.valid_on(day).filter(user__is_active=True).select_related("user")
    if municipality is not None:
        everywhere = Q(municipality=None, association=None)
        served = Q(municipality=None, association__in=municipality.associations.all())
        roles = roles.filter(Q(municipality=municipality) | served | everywhere)
    ranked = sorted(roles.order_by("pk"), key=_rank)
    if ranked and ranked[0].role in _FIRST_TO_ASK:
        return ranked[0].user
    return User.objects.filter(is_active=True, is_superuser=True).order_by("pk").first()


def colleagues_in(
    municipality: Municipality, association: Association | None, day: date
) -> list[User]:
    """Return everybody who works on `day` with what belongs there, in the order in which they are asked."""
    roles = StaffRole.objects.valid_on(day).filter(
        Q(municipality=None) | Q(municipality=municipality),
        Q(association=None) | Q(association=association),
        role__in=_FIRST_TO_ASK,
        user__is_active=True,
    )
    ranked = sorted(roles.select_related("user").order_by("pk"), key=_rank)
    return list({role.user_id: role.user for role in ranked}.values())


def _rank(role: StaffRole) -> tuple[int, bool]:
    order: list[str] = list(_FIRST_TO_ASK)
    place = order.index(role.role) if role.role in order else len(order)
    return place, role.municipality_id is None
