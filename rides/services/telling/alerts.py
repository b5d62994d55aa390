"""Telling colleagues by text that something about rides waits for them: how many things, and nothing of whom."""

from contextlib import suppress
from datetime import datetime, timedelta

from directory.models import Association, User
from notifications.models import Message
from notifications.services.outbox import NoTextChannelError, Text, put_to_staff
from notifications.topics import Answer, Outcome
from rides.models import Leg, Run
from rides.services.telling import topics
from rides.services.telling.words import office_values

PURPOSE = "rides_due"
LIVES = timedelta(hours=2)


class StaffTopic:
    """Alerts to a colleague's own telephone: no question, so no answer."""

    name = topics.STAFF

    def still_wanted(self, message: Message, now: datetime) -> bool:
        """Tell whether anything still waits for whoever was to be told."""
        kind, pk = message.about.partition(":")[0], topics.number_in(message.about)
        row: Leg | Run | None
        if kind == "leg":
            row = Leg.objects.filter(pk=pk).select_related("owner").first()
        else:
            row = Run.objects.filter(pk=pk).select_related("owner").first()
        return row is not None and waiting_for(row.owner, now) > 0

    def answered(self, answers: list[Answer], now: datetime) -> Outcome:
        """Nothing was asked."""
        return Outcome(queue="not_asked")

    def undeliverable(self, message: Message, now: datetime) -> None:
        """The phone list and Today show it all the same."""


def alert(owner: User, office: Association, *, about: str, urgent: bool, now: datetime) -> None:
    """Tell `owner` by one text how many things wait: `about` names the first, a way or a run by its key.

    A colleague without a telephone for alerts has the pages.
    """
    count = waiting_for(owner, now)
    values = office_values(office) | {"count": max(count, 1), "urgent": urgent}
    with suppress(NoTextChannelError):
        put_to_staff(
            Text("rides_due", values),
            to=owner,
            topic=topics.STAFF,
            purpose=PURPOSE,
            about=f"{about}@{now:%Y-%m-%dT%H:%M}",
            now=now,
            expires_at=now + LIVES,
        )


def waiting_for(owner: User, now: datetime) -> int:
    """Return how many ways and runs wait for `owner`."""
    legs = Leg.objects.in_hand(now).filter(owner=owner).count()
    return legs + Run.objects.in_hand(now).filter(owner=owner).count()
