"""Pages as somebody sees them who reads English: the words of a test stand in no other language."""

from django.test import Client

from directory.models import User
from tests.directory.makers import signed_in


def in_english(user: User) -> Client:
    """Return a browser in which `user` is signed in and reads English."""
    user.language = "en"
    user.save(update_fields=["language"])
    return signed_in(user)
