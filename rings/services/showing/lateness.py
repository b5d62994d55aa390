"""Whether the clock still runs, seen by what it leaves undone."""

from datetime import datetime, timedelta

from django.db.models import Min

from notifications.models import Inbound, Message
from notifications.services.heartbeat import PATIENCE
from rings.models import Occurrence


def behind(now: datetime) -> timedelta:
    """Return how long the oldest due thing has waited for the clock, which takes each within a minute or two.

    Looked at: occurrences whose next step is due, texts to be sent, texts that came in and were not read.
    """
    waiting = (
        Occurrence.objects.due(now),
        Message.objects.filter(state=Message.State.PENDING, due_at__lte=now),
        Inbound.objects.filter(state=Inbound.State.NEW, due_at__lte=now),
    )
    oldest = [rows.order_by().aggregate(oldest=Min("due_at"))["oldest"] for rows in waiting]
    return now - min((at for at in oldest if at is not None), default=now)


def clock_is_late(now: datetime) -> bool:
    """Tell whether anything has been due for three minutes or more."""
    return behind(now) >= PATIENCE
