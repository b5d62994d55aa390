"""The auditor: every app's findings in one list."""

from collections.abc import Callable
from datetime import datetime

from directory.findings import Finding
from notifications.services.audit import findings as of_messages
from rides.services.audit import findings as of_rides
from rings.services.audit import findings as of_rings
from volunteers.services.audit import findings as of_volunteers

AUDITS: tuple[Callable[[datetime], list[Finding]], ...] = (
    of_volunteers,
    of_messages,
    of_rings,
    of_rides,
)


def findings(now: datetime) -> list[Finding]:
    """Return every promise that does not hold at `now`; empty when nobody is forgotten."""
    return [finding for audit in AUDITS for finding in audit(now)]
