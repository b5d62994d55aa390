"""A coordinator of Karstula at the dispatch page, on the invented Monday."""

import pytest

from directory.models import StaffRole, User
from tests.people.makers import NOW, make_coordinator, make_municipality
from tests.rides.dispatch.desk import Desk


@pytest.fixture
def desk(db: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return Desk(make_coordinator(municipality=make_municipality()))


@pytest.fixture
def elsewhere(desk: Desk) -> Desk:
    """A coordinator of another municipality."""
    return Desk(make_coordinator("muualla@example.org", make_municipality("Keuruu", "249")))


@pytest.fixture
def reader(desk: Desk) -> Desk:
    """Somebody who reads counts and sees no person."""
    user: User = make_coordinator("lukija@example.org", make_municipality())
    user.roles.update(role=StaffRole.Role.READER)
    return Desk(user)
