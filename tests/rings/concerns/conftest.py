"""A worry about Aino in the coordinator's hands, and colleagues who may read it or not."""

from datetime import date

import pytest

from directory.models import Association, Municipality, StaffRole, User
from people.models import Person
from rings.models import Concern
from rings.services.concerns.opening import Worry, open_concern
from tests.conversations.village import Clock, Village
from tests.rings.desk import Desk

WORDS = "Aino ei muistanut mikä päivä on"


def hire(
    village: Village,
    first: str,
    role: str,
    *,
    municipality: Municipality | None = None,
    association: Association | None = None,
) -> Desk:
    """Return the desk of another member of staff, of the village unless another place is given."""
    user = User.objects.create_user(f"{first.lower()}@example.org", first_name=first)
    place = None if association and not municipality else municipality or village.place
    StaffRole.objects.create(
        user=user,
        role=role,
        municipality=place,
        association=association,
        valid_from=date(2026, 1, 1),
    )
    return Desk(village, user)


@pytest.fixture(autouse=True)
def _pages_live_by_the_clock_of_the_village(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: village.clock.now)


@pytest.fixture
def worry(village: Village, clock: Clock, aino: Person) -> Concern:
    clock.goes_to("9:00")
    return open_concern(Worry(aino, WORDS, "today"), by=village.by, now=clock.now, mine=True)


@pytest.fixture
def owner(village: Village) -> Desk:
    return Desk(village, village.coordinator)


@pytest.fixture
def colleague(village: Village) -> Desk:
    return hire(village, "Outi", StaffRole.Role.COORDINATOR)


@pytest.fixture
def administrator(village: Village) -> Desk:
    return hire(village, "Anne", StaffRole.Role.ADMINISTRATOR)
