"""The coordinator's desk in the village, and those who work elsewhere or read counts only."""

from datetime import date

import pytest

from directory.models import Municipality, StaffRole, User
from tests.conversations.village import Village
from tests.rings.desk import Desk


def _with_role(email: str, first: str, role: str, place: Municipality) -> User:
    user = User.objects.create_user(email, first_name=first)
    StaffRole.objects.create(user=user, role=role, municipality=place, valid_from=date(2026, 1, 1))
    return user


@pytest.fixture
def desk(village: Village, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)
    return Desk(village, village.coordinator)


@pytest.fixture
def elsewhere(village: Village, desk: Desk) -> Desk:
    """Another coordinator, who works in another municipality."""
    place = Municipality.objects.create(
        code="249",
        name_fi="Keuruu",
        population=10117,
        population_year=2016,
        latitude="62.26",
        longitude="24.71",
    )
    role = StaffRole.Role.COORDINATOR
    return Desk(village, _with_role("muualla@example.org", "Outi", role, place))


@pytest.fixture
def reader(village: Village, desk: Desk) -> Desk:
    """A municipality reader: counts only, never a person."""
    role = StaffRole.Role.READER
    return Desk(village, _with_role("lukija@example.org", "Lauri", role, village.place))
