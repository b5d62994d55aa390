"""What a member of staff may see: computed once a request, applied in every queryset.

A role in a municipality opens that municipality's people and rings; a role in an association opens its rings
and the people of the municipalities it works in; both narrow each other. A reader sees no person at all.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from directory.models import Municipality, StaffRole, User

WORKING_ROLES = frozenset(
    {StaffRole.Role.COORDINATOR, StaffRole.Role.SUBSTITUTE, StaffRole.Role.ADMINISTRATOR}
)


@dataclass(frozen=True)
class Area:
    """One municipality, one association, or both together; None means every one."""

    municipality_id: int | None
    association_id: int | None

    def holds(self, municipality_id: int | None, association_id: int | None) -> bool:
        """Tell whether the area given lies within this one."""
        return self.municipality_id in {None, municipality_id} and self.association_id in {
            None,
            association_id,
        }


@dataclass(frozen=True)
class Scope:
    """The areas in which one member of staff works, and those in which they change settings."""

    areas: tuple[Area, ...]
    administered: tuple[Area, ...]
    reads_counts_of: frozenset[int]

    @property
    def administers(self) -> bool:
        """Tell whether this member of staff may change any setting."""
        return bool(self.administered)

    @property
    def may_read_counts(self) -> bool:
        """Tell whether published counts are open: to municipality readers, and to whoever works here."""
        return self.works or bool(self.reads_counts_of)

    def may_set_up(self, municipality_id: int | None, association_id: int | None) -> bool:
        """Tell whether they may change what holds there; None means everywhere, so only those of everywhere."""
        return any(area.holds(municipality_id, association_id) for area in self.administered)

    @property
    def works(self) -> bool:
        """Tell whether any person or ring is open to this member of staff."""
        return bool(self.areas)

    def covers(self, municipality_id: int, association_id: int) -> bool:
        """Tell whether a ring of that association in that municipality would be visible: `rings`, in memory."""
        return any(area.holds(municipality_id, association_id) for area in self.areas)

    def people(self, prefix: str = "") -> Q:
        """Return the condition on a person's `municipality`, reached through `prefix`."""
        wanted = Q(pk__in=[])
        for area in self.areas:
            if area.municipality_id is not None:
                wanted |= Q(**{f"{prefix}municipality_id": area.municipality_id})
            elif area.association_id is not None:
                served = Municipality.objects.filter(associations=area.association_id)
                wanted |= Q(**{f"{prefix}municipality__in": served})
            else:
                return Q()
        return wanted

    def municipalities(self) -> Q:
        """Return the condition on a municipality itself: those whose people are open."""
        wanted = Q(pk__in=[])
        for area in self.areas:
            if area.municipality_id is not None:
                wanted |= Q(pk=area.municipality_id)
            elif area.association_id is not None:
                wanted |= Q(associations=area.association_id)
            else:
                return Q()
        return wanted

    def rings(self, prefix: str = "") -> Q:
        """Return the condition on a ring's `municipality` and `association`, reached through `prefix`."""
        return self.within(f"{prefix}municipality_id", f"{prefix}association_id")

    def within(self, municipality: str, association: str) -> Q:
        """Return the condition on what has its place and its association in the columns named by path."""
        return _within(self.areas, municipality, association)

    def administered_rings(self, prefix: str = "") -> Q:
        """Return the same condition for the areas that this member of staff administers."""
        return _within(self.administered, f"{prefix}municipality_id", f"{prefix}association_id")


def _within(areas: Collection[Area], municipality: str, association: str) -> Q:
    wanted = Q(pk__in=[])
    for area in areas:
        here = Q()
        if area.municipality_id is not None:
            here &= Q(**{municipality: area.municipality_id})
        if area.association_id is not None:
            here &= Q(**{association: area.association_id})
        if not here:
            return Q()
        wanted |= here
    return wanted


def scope_of(user: User, today: date) -> Scope:
    """Return what `user` may see on the local date `today`. A superuser works everywhere."""
    may_enter = user.is_authenticated and user.is_active
    return scope_by(user, list(user.roles.valid_on(today)) if may_enter else [])


def scopes_of(user_ids: Collection[int], today: date) -> dict[int, Scope]:
    """Return what each of these may see on `today`, in two queries whatever their number."""
    roles: dict[int, list[StaffRole]] = defaultdict(list)
    for role in StaffRole.objects.valid_on(today).filter(user__in=user_ids, user__is_active=True):
        roles[role.user_id].append(role)
    return {
        user.pk: scope_by(user, roles[user.pk]) for user in User.objects.filter(pk__in=user_ids)
    }


def scope_by(user: User, roles: list[StaffRole]) -> Scope:
    """Return what `user` may see with `roles`: those in force, and none of whoever may not sign in."""
    everything = (Area(None, None),) if user.is_active and user.is_superuser else ()
    administrator = frozenset({StaffRole.Role.ADMINISTRATOR})
    return Scope(
        areas=_areas(roles, WORKING_ROLES) + everything,
        administered=_areas(roles, administrator) + everything,
        reads_counts_of=frozenset(
            r.municipality_id
            for r in roles
            if r.role == StaffRole.Role.READER and r.municipality_id is not None
        ),
    )


def _areas(roles: list[StaffRole], wanted: Collection[str]) -> tuple[Area, ...]:
    return tuple(Area(r.municipality_id, r.association_id) for r in roles if r.role in wanted)
