"""An office, one volunteer, a topic that listens, and a gateway that does as it is told."""

import pytest
from pytest_django import Settings

from directory.models import User
from notifications import topics
from notifications.gateways.registry import gateways
from people.models import Person
from tests.notifications.makers import Listening, make_office, make_person
from tests.notifications.scripted import ScriptedGateway


@pytest.fixture
def coordinator(db: None) -> User:
    """The coordinator of the only municipality."""
    return make_office()


@pytest.fixture
def maija(coordinator: User) -> Person:
    """A volunteer with a mobile."""
    return make_person("Maija", "+358401230002")


@pytest.fixture
def topic(monkeypatch: pytest.MonkeyPatch) -> Listening:
    """The topic "duties", heard by the test."""
    listening = Listening()
    monkeypatch.setitem(topics._topics, listening.name, listening)
    return listening


@pytest.fixture
def gateway(settings: Settings) -> ScriptedGateway:
    """The only gateway in use: it says what the test scripts."""
    settings.RINKI_GATEWAYS = ["tests.notifications.scripted.ScriptedGateway"]
    (only,) = gateways()
    assert isinstance(only, ScriptedGateway)
    return only
