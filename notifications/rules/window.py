"""How many ordinary texts one person gets in a day and night."""

from collections.abc import Sequence
from datetime import datetime, timedelta

WINDOW = timedelta(hours=24)
MOST = 6


def room_at(sent: Sequence[datetime], most: int, now: datetime) -> datetime | None:
    """Return when there is room for one more text, or None when there is now.

    `sent`: when texts went to the person, in any order. In any 24 hours there are at most `most` (1 or more).
    """
    lately = sorted(at for at in sent if at > now - WINDOW)
    return None if len(lately) < most else lately[-most] + WINDOW
