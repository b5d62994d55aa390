"""Telling colleagues by text that a worry waits: no name and no word of it, once an hour at most."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from directory.models import User
from directory.services.offices import office_of
from notifications.models import Message
from notifications.services.outbox import NoTextChannelError, Text, put_to_staff
from notifications.topics import Answer, Outcome
from rings.models import Concern
from rings.services.attending.abouts import id_of

TOPIC = "concerns"
ALERT_LIVES = timedelta(hours=2)


class ConcernTopic:
    """Alerts of worries to a colleague's own telephone: no question, so no answer."""

    name = TOPIC

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether the worry is still open."""
        pk = id_of(message.about.partition("@")[0])
        return Concern.objects.open().filter(pk=pk).exists()

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Nothing was asked."""
        return Outcome(queue="not_asked")

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The page of worries and Today show it all the same, and a colleague is asked by and by."""


def tell_owner(concerns: Iterable[Concern], now: datetime) -> None:
    """Tell the owner of each; one text a person, however many they have."""
    tell([(c.owner, c) for c in concerns if c.owner], now)


def tell(pairs: Iterable[tuple[User, Concern]], now: datetime) -> None:
    """Tell each colleague by one text of their worries; one without a telephone has the pages."""
    by_user: dict[User, list[Concern]] = defaultdict(list)
    for user, concern in pairs:
        by_user[user].append(concern)
    for user, concerns in by_user.items():
        with suppress(NoTextChannelError):
            _put(user, concerns, now)


def _put(user: User, concerns: list[Concern], now: datetime) -> None:
    first = min(concerns, key=lambda c: c.pk)
    office = first.association or office_of(first.municipality)
    if office is None:
        return
    put_to_staff(
        Text(
            "concern_alert",
            {"office": office.short_name, "help_phone": office.phone, "count": len(concerns)},
        ),
        to=user,
        topic=TOPIC,
        purpose="concern",
        # The hour in the key holds it to one text an hour for each worry.
        about=f"{first.about}@{now:%Y-%m-%dT%H}",
        now=now,
        expires_at=now + ALERT_LIVES,
    )
