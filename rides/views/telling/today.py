"""What Today shows of rides: the first of those who have to be rung."""

from datetime import datetime

from directory.middleware import ScopedRequest
from rides.services.telling.phone_list import phone_list, waiting
from rings.board_parts import BoardPart

FIRST = 6


def rides_part(request: ScopedRequest, now: datetime) -> BoardPart | None:
    """Return the most urgent rides that need a person, or None when nothing waits."""
    if not waiting(request.scope, now):
        return None
    rows = phone_list(request.scope, now)
    if not rows:
        return None
    first = rows[:FIRST]
    context = {"rows": first, "total": len(rows), "more": len(rows) - len(first), "now": now}
    return BoardPart("rides/telling/today.html", context)
