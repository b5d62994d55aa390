"""What Today shows of texts that did not arrive: whom to phone instead."""

from datetime import datetime

from directory.middleware import ScopedRequest
from notifications.views.undelivered import for_today
from rings.board_parts import BoardPart


def calls_part(request: ScopedRequest, now: datetime) -> BoardPart | None:
    """Return the calls asked for in place of a text, and how many texts of today are lost; None without either."""
    rows, lost = for_today(request, now)
    context = {"rows": rows, "lost": lost}
    return BoardPart("notifications/parts/calls.html", context) if rows or lost else None
