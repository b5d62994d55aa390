"""What the auditor looks for in worries: one that is overdue, in nobody's charge, or closed without a reason."""

from datetime import timedelta

from django.db.models import Q

from directory.findings import Breach
from rings.machines import CONCERN
from rings.models import Concern

GRACE = timedelta(minutes=5)

OF_CONCERNS = (
    Breach(
        CONCERN.name,
        "overdue",
        lambda now, day: Concern.objects.open().filter(Q(due_at=None) | Q(due_at__lt=now - GRACE)),
    ),
    Breach(CONCERN.name, "no_owner", lambda now, day: Concern.objects.open().filter(owner=None)),
    Breach(
        CONCERN.name,
        "no_reason",
        lambda now, day: Concern.objects.filter(state=Concern.State.CLOSED, closing=""),
    ),
)
