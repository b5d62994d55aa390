"""The morning of the tests: one office, a text of it that is lost, and an office elsewhere."""

from datetime import date

import pytest
from django.test import Client

from directory.models import Association, Municipality, StaffRole, User
from notifications.models import Message
from people.models import Person
from tests.notifications.makers import AINO, Listening, ask_to_call, minutes
from tests.notifications.views.undelivered.helpers import lose, signed_in


@pytest.fixture(autouse=True)
def _five_past_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages be opened on the morning of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))


@pytest.fixture
def desk(coordinator: User) -> Client:
    """The coordinator's browser."""
    return signed_in(coordinator)


@pytest.fixture
def lost(maija: Person, topic: Listening) -> Message:
    """A text to Maija that no gateway took."""
    del topic
    return lose(ask_to_call(maija, AINO))


@pytest.fixture
def elsewhere(lost: Message) -> Client:
    """The browser of a coordinator of another municipality."""
    del lost
    town = Municipality.objects.create(
        code="001",
        name_fi="Muualla",
        population=1,
        population_year=2016,
        latitude=60,
        longitude=20,
    )
    office = Association.objects.create(name="Muu ry", short_name="Muu", phone="014 555 0200")
    office.municipalities.add(town)
    user = User.objects.create_user("muualla@esimerkki.fi", first_name="Outi")
    StaffRole.objects.create(
        user=user, role="coordinator", municipality=town, valid_from=date(2026, 1, 1)
    )
    return signed_in(user)
