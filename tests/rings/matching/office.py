"""Whoever works in the office of the invented municipality, at a desk with English pages."""

from datetime import date
from typing import cast

from directory.models import Municipality, StaffRole, User
from tests.conversations.village import Village
from tests.rings.desk import Desk


def desk_in(place: Municipality, name: str = "Outi", role: str = "coordinator") -> Desk:
    """Return the desk of one who works in `place`. No village belongs to it."""
    user = User.objects.create_user(f"{name.lower()}@example.org", first_name=name)
    StaffRole.objects.create(user=user, role=role, municipality=place, valid_from=date(2026, 1, 1))
    return Desk(cast("Village", None), user)
