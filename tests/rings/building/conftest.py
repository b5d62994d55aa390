"""A municipality with its office, an English desk in it, and the clock of the invented people."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from directory.models import Association, Municipality, StaffRole, User
from rings.models import Ladder
from tests.rings.desk import words_of
from tests.rings.matching.world import NOW, make_place


class Office:
    """A coordinator of the association, signed in with English pages."""

    def __init__(self, user: User) -> None:
        self.user, self.client = user, Client()
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def opens(self, url: str) -> str:
        """Open a page and return what it says."""
        response = self.client.get(url)
        assert response.status_code == 200, response.content.decode()[:1000]
        return words_of(response)

    def sends(self, url: str, status: int = 200, **values: Any) -> str:
        """Send a form, follow to the page it leads to, and return what that says."""
        response = self.client.post(url, values, follow=True)
        assert response.status_code == status, response.content.decode()[:1000]
        return words_of(response)


@pytest.fixture
def place(db: None) -> Municipality:
    return make_place()


@pytest.fixture
def desk(place: Municipality, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    user = User.objects.create_user("toimisto@example.org", first_name="Outi", language="en")
    StaffRole.objects.create(
        user=user,
        role=StaffRole.Role.COORDINATOR,
        association=Association.objects.get(),
        valid_from=date(2026, 1, 1),
    )
    for cause in Ladder.Cause.values:
        Ladder.objects.get_or_create(cause=cause, is_default=True, defaults={"name": cause})
    return Office(user)
