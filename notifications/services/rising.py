"""What a worker does when it comes to life: if another died with texts in hand, it does not wait for the clock."""

import logging
from threading import Timer
from typing import Any

from django.db import connections

from notifications.services.orphans import left_by
from notifications.services.waking import call_worker

log = logging.getLogger(__name__)

# In seconds. At once for what the dead had not begun; later for what they may have sent: by then every gateway can
# be asked about it.
RINGS = (0, 15, 30, 45)


def rise(**_given: Any) -> None:
    """Call for a worker now and some times more in the next minute, if anything was left in hand by the dead."""
    try:
        if not left_by():
            return
    except (
        Exception
    ) as error:  # a worker must come to life whatever the database has: the clock looks anyway
        log.warning("Could not see what was left: %s", type(error).__name__)
        return
    for seconds in RINGS:
        timer = Timer(seconds, _ring)
        timer.daemon = True  # whoever stops the worker need not wait
        timer.start()


def _ring() -> None:
    call_worker()
    connections.close_all()  # those of this thread
