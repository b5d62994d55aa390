"""A coordinator at a desk: the village of the conversations, seen through pages on the same clock."""

import re
from typing import Any

from django.test import Client

from directory.models import User
from tests.conversations.village import Village


class Desk:
    """One member of staff signed in with English pages, while the village's clock runs."""

    def __init__(self, village: Village, user: User) -> None:
        self.village, self.user = village, user
        user.language = "en"
        user.save()
        self.client = Client()
        self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def opens(self, url: str, status: int = 200, **headers: str) -> str:
        """Open a page and return what it says, in words."""
        return words_of(self._checked(self.client.get(url, headers=headers), status))

    def html(self, url: str) -> str:
        """Open a page and return it as it is sent."""
        page: str = self._checked(self.client.get(url), 200).content.decode()
        return page

    def sends(self, url: str, status: int = 200, **values: Any) -> str:
        """Fill in a form, follow to the page it leads to, and return what that says."""
        return words_of(self._checked(self.client.post(url, values, follow=True), status))

    @staticmethod
    def _checked(response: Any, status: int) -> Any:
        assert response.status_code == status, response.content.decode()[:2000]
        return response


def words_of(response: Any) -> str:
    """Return what the page of a response says, without its tags."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")
