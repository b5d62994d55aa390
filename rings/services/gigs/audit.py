"""What the auditor looks for in requests: one without anybody or an owner, one by link that nobody has read."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from directory.findings import Breach
from rings.models import Assignment, Gig, GigRequest, Occurrence

GRACE = timedelta(minutes=5)


def _nobody_sought(now: datetime, _day: date) -> QuerySet[Any]:
    """Return the requests whose hour came with nobody and no owner."""
    # Asked from the requests: they are few among all that is planned.
    sought = Occurrence.objects.open().exclude(state=Occurrence.State.ESCALATED)
    begun = sought.filter(pk=OuterRef("pk"), starts_at__lt=now - GRACE)
    held = Assignment.objects.filter(occurrence=OuterRef("pk"), state=Assignment.State.HELD)
    return Gig.objects.filter(Exists(begun), ~Exists(held))


def _waiting() -> QuerySet[Any]:
    return GigRequest.objects.filter(state=GigRequest.State.NEW)


OF_GIGS = (
    Breach("gig", "nobody_sought", _nobody_sought),
    Breach("gig_request", "overdue", lambda now, day: _waiting().filter(due_at__lt=now - GRACE)),
    Breach("gig_request", "no_owner", lambda now, day: _waiting().filter(owner=None)),
)
