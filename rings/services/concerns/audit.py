"""What the auditor looks for in worries."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from directory.findings import Finding
from rings.machines import CONCERN
from rings.models import Concern
from rings.services.concerns.owners import is_able

GRACE = timedelta(minutes=5)


def concern_findings(now: datetime) -> Iterator[Finding]:
    """Yield every worry that is overdue, in nobody's charge, or closed without a reason."""
    is_open = Concern.objects.open()
    overdue = is_open.filter(Q(due_at=None) | Q(due_at__lt=now - GRACE))
    for pk in overdue.order_by("pk").values_list("pk", flat=True):
        yield Finding(CONCERN.name, pk, "overdue")
    for concern in is_open.select_related("owner").order_by("pk"):
        if concern.owner is None or not is_able(concern.owner, concern, now):
            yield Finding(CONCERN.name, concern.pk, "no_owner")
    closed = Concern.objects.filter(state=Concern.State.CLOSED, closing="")
    for pk in closed.order_by("pk").values_list("pk", flat=True):
        yield Finding(CONCERN.name, pk, "no_reason")
