"""Taking texts back that still wait, and sending after all what was called off: while nobody has heard of it."""

from collections.abc import Iterable
from datetime import datetime

from notifications.machine import WAITING
from notifications.models import Message
from notifications.services.status import advance


class AlreadySentError(Exception):
    """One of the texts has left, or is just leaving: it cannot be taken back."""


def take_back(purpose: str, about: str, *, now: datetime) -> int:
    """Cancel the waiting texts of `purpose` about `about`; return how many.

    Raises `AlreadySentError` when any of them is on its way: run it in a transaction that then undoes the rest.
    """
    texts = Message.objects.filter(purpose=purpose, about=about).order_by("pk")
    waiting = [text for text in texts if text.state in WAITING]
    if len(waiting) < len(texts) or not all(advance(t, "cancel", now=now) for t in waiting):
        raise AlreadySentError(about)
    return len(waiting)


def forget_words(purpose: str, about: str, *, now: datetime) -> None:
    """Blank the words of the texts of `purpose` about `about`; those that still wait are not sent."""
    texts = Message.objects.filter(purpose=purpose, about=about)
    for text in texts.filter(state__in=WAITING):
        advance(text, "cancel", now=now)
    texts.update(body="")


def send_after_all(texts: Iterable[Message], *, now: datetime) -> int:
    """Let those of `texts` go that were not sent because their matter had been called off; return how many."""
    dropped = [text for text in texts if text.state == Message.State.CANCELLED]
    return sum(advance(text, "revive", now=now, due_at=now) for text in dropped)
