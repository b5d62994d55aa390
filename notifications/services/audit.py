"""What would be forgotten: texts, questions and replies without a next step, an owner or a time."""

from datetime import timedelta

from directory.findings import Audit, Breach
from notifications.models import Inbound, Message, Prompt

# The clock ticks every minute; what is later than this was passed over.
GRACE = timedelta(minutes=5)

NEW, QUEUED = Inbound.State.NEW, Inbound.State.QUEUED

AUDIT = Audit(
    [
        Breach(
            "message",
            "overdue",
            lambda now, day: Message.objects.open().filter(due_at__lt=now - GRACE),
        ),
        Breach(
            "message", "no_due_time", lambda now, day: Message.objects.open().filter(due_at=None)
        ),
        Breach(
            "prompt",
            "overdue",
            lambda now, day: Prompt.objects.filter(
                state=Prompt.State.OPEN, closes_at__lt=now - GRACE
            ),
        ),
        Breach(
            "inbound",
            "overdue",
            lambda now, day: Inbound.objects.filter(
                state__in=[NEW, QUEUED], due_at__lt=now - GRACE
            ),
        ),
        Breach(
            "inbound",
            "no_owner",
            lambda now, day: Inbound.objects.filter(state=QUEUED, owner=None),
        ),
    ],
    spans=[-GRACE],
)

findings = AUDIT.findings
