"""Whether the clock still runs, seen by what it leaves undone."""

from datetime import datetime, timedelta

from notifications.models import Message
from rings.models import Occurrence

PATIENCE = timedelta(minutes=3)


def clock_is_late(now: datetime) -> bool:
    """Tell whether anything has been due for more than three minutes: the clock takes it every minute."""
    since = now - PATIENCE
    unsent = Message.objects.filter(state=Message.State.PENDING, due_at__lte=since)
    return Occurrence.objects.due(since).exists() or unsent.exists()
