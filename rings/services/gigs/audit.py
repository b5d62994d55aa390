"""What the auditor looks for in requests: one without anybody or an owner, one by link that nobody has read."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from directory.findings import Finding
from rings.models import Assignment, Gig, GigRequest, Occurrence

GRACE = timedelta(minutes=5)


def gig_findings(now: datetime) -> Iterator[Finding]:
    """Yield the requests whose hour came with nobody and no owner, and those by link unread past their time."""
    held = Assignment.objects.filter(state=Assignment.State.HELD)
    unheld = Gig.objects.filter(
        occurrence__state__in=Occurrence.OPEN, occurrence__starts_at__lt=now - GRACE
    ).exclude(occurrence__assignments__in=held)
    nobody = unheld.exclude(occurrence__state=Occurrence.State.ESCALATED)
    yield from (Finding("gig", pk, "nobody_sought") for pk in nobody.values_list("pk", flat=True))
    waiting = GigRequest.objects.filter(state=GigRequest.State.NEW)
    for problem, rows in (
        ("overdue", waiting.filter(due_at__lt=now - GRACE)),
        ("no_owner", waiting.filter(owner=None)),
    ):
        for pk in rows.values_list("pk", flat=True):
            yield Finding("gig_request", pk, problem)
