"""Words of the builder's tests: who wants calls, a ring proposed, and who is in it."""

from typing import Any

from directory.models import Municipality
from people.models import Person
from rings.models import Ring
from tests.rings.building.conftest import Office
from tests.rings.matching.world import make_volunteer

CALL: dict[str, Any] = {"wishes": ["call"]}


def names(ring: Ring, role: str) -> list[str]:
    """Return the first names of the members in `role`, in their order."""
    return [m.person.first_name for m in ring.members.filter(role=role).order_by("position")]


def propose(desk: Office, size: int = 12, **values: Any) -> Ring:
    """Have the builder propose a ring of calls, and return it."""
    desk.sends("/rings/builder/", kind="call", size=size, **values)
    return Ring.objects.latest("pk")


def helpers(place: Municipality, *first_names: str) -> list[Person]:
    """Return new volunteers who call."""
    return [make_volunteer(place, name, tasks=["call"]) for name in first_names]
