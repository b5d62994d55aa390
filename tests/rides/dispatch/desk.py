"""Somebody signed in with English pages, without the village of the conversations."""

from typing import Any

from django.test import Client

from directory.models import User
from tests.rings.desk import words_of


class Desk:
    """One member of staff and their browser."""

    def __init__(self, user: User) -> None:
        user.language = "en"
        user.save()
        self.user, self.client = user, Client()
        self.signs_in()

    def signs_in(self) -> None:
        """Sign in, for the first time or on another day."""
        self.client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")

    def opens(self, url: str, status: int = 200) -> str:
        """Open a page and return what it says."""
        response = self.client.get(url)
        assert response.status_code == status, response.content.decode()[:2000]
        return words_of(response)

    def html(self, url: str) -> str:
        """Open a page and return it as it is sent."""
        page: str = self.client.get(url).content.decode()
        return page

    def sends(self, url: str, status: int = 200, **values: Any) -> str:
        """Send a form, follow to the page it leads to, and return what that says."""
        response = self.client.post(url, values, follow=True)
        assert response.status_code == status, response.content.decode()[:2000]
        return words_of(response)

    def seen(self, url: str) -> str:
        """Return what the first form of the page carries along."""
        html = self.html(url)
        start = html.index('name="seen" value="') + len('name="seen" value="')
        return html[start : html.index('"', start)]
