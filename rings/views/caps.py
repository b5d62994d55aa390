"""What Today shows administrators of what texts cost: a cap that comes near, until somebody has read it."""

from datetime import datetime

from directory.middleware import ScopedRequest
from notifications.views.costs import open_notices
from rings.board_parts import BoardPart


def caps_part(request: ScopedRequest, now: datetime) -> BoardPart | None:
    """Return the notices that nobody has read, or None when there are none, or none for this reader."""
    del now
    if not request.scope.administers:
        return None
    notices = list(open_notices(request.scope))
    return BoardPart("notifications/parts/caps.html", {"notices": notices}) if notices else None
