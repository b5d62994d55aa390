"""A coordinator at a desk on Monday the 23rd of November 2026, nine o'clock, with English pages."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from directory.actors import Actor
from directory.models import User
from people.models import Person
from rides.models import Destination
from tests.people.makers import NOW, make_coordinator
from tests.rides.makers import make_destination, make_office, make_rider


class Desk:
    """One member of staff signed in; what a page says is returned in words."""

    def __init__(self, user: User) -> None:
        self.user = user
        user.language = "en"
        user.save()
        self.client = Client()
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    @property
    def by(self) -> Actor:
        """Return who sits there."""
        return Actor(kind="staff", channel="web", user_id=self.user.pk)

    def opens(self, url: str, status: int = 200) -> str:
        """Open a page and return what it says."""
        return words_of(self.html(url, status))

    def html(self, url: str, status: int = 200) -> str:
        """Open a page and return it as it is sent."""
        return checked(self.client.get(url), status)

    def sends(self, url: str, status: int = 200, **values: Any) -> str:
        """Fill in a form, follow to the page it leads to, and return what that says."""
        return words_of(checked(self.client.post(url, values, follow=True), status))


def checked(response: Any, status: int) -> str:
    """Return the page of a response that has the status expected."""
    page: str = response.content.decode()
    assert response.status_code == status, page[:2000]
    return page


def words_of(page: str) -> str:
    """Return what a page says, without its tags."""
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#x27;", "'")
    return re.sub(r" ([.,])", r"\1", text)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a coordinator of all municipalities, on the clock of the makers."""
    monkeypatch.setattr(timezone, "now", _now)
    return Desk(make_coordinator())


def _now() -> datetime:
    return NOW


@pytest.fixture
def aino() -> Person:
    return make_rider("Aino", address="Kotitie 1")


@pytest.fixture
def shop() -> Destination:
    make_office()
    return make_destination()
