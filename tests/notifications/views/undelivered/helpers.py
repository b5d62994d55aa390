"""A browser of staff, and texts that are lost."""

from django.test import Client

from directory.models import User
from notifications.models import Message

PAGE = "/operations/undelivered/"


def signed_in(user: User) -> Client:
    """Return the browser of `user`, in English."""
    user.language = "en"
    user.save()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lose(message: Message, state: str = "failed", fault: str = "temporary") -> Message:
    """Let `message` have ended so."""
    Message.objects.filter(pk=message.pk).update(state=state, error=fault, due_at=None)
    if message.person_id:
        message.prompt.__class__.objects.filter(message=message).update(state="closed")
    message.refresh_from_db()
    return message
