"""Whether a text still makes sense, asked right before it goes: what the rules of `rules.freshness` look at."""

from datetime import datetime
from typing import Any

from notifications.models import Message
from notifications.rules.freshness import verdict
from notifications.services.limits import Limits, is_exempt
from notifications.services.stopping import is_silenced
from notifications.topics import topic_named


class TextFacts:
    """One text as the rules see it; what costs a statement is asked only when a rule wants to know."""

    def __init__(self, message: Message, now: datetime, limits: Limits) -> None:
        self._message, self._now, self._limits = message, now, limits
        self.expires_at = message.expires_at
        self.is_too_late = message.expires_at <= now
        self.is_exempt = is_exempt(message)

    @property
    def is_wanted(self) -> bool:
        topic = topic_named(self._message.topic)
        return topic is None or topic.still_wanted(self._message, self._now)

    @property
    def has_stopped(self) -> bool:
        return is_silenced(self._message.number, self._message.purpose)

    @property
    def has_new_holder(self) -> bool:
        """Tell whether the number was taken from the person while the text waited; an answer goes all the same."""
        message = self._message
        if message.person_id is None or message.answers_id or message.created_at >= self._now:
            return False
        return not message.number.holders.filter(person=message.person_id).exists()

    @property
    def quiet_until(self) -> datetime | None:
        return self._limits.quiet_until(self._message)

    @property
    def full_until(self) -> datetime | None:
        return self._limits.full_until(self._message)

    @property
    def capped_until(self) -> datetime | None:
        return self._limits.capped_until(self._message)


def freshness_of(
    message: Message, now: datetime, limits: Limits
) -> tuple[str, dict[str, Any]] | None:
    """Return what happens to a text that must not go now (an event and its changes), or None."""
    found = verdict(TextFacts(message, now, limits))
    if found is None:
        return None
    changes = {"due_at": found.until, "error": found.error}
    return found.event, {name: value for name, value in changes.items() if value}
