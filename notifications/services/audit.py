"""What would be forgotten: texts, questions and replies without a next step, an owner or a time."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from directory.findings import Finding
from notifications.models import Inbound, Message, Prompt

# The clock ticks every minute; what is later than this was passed over.
GRACE = timedelta(minutes=5)


def findings(now: datetime) -> list[Finding]:
    """Return every broken promise about messages at `now`; empty when all is well."""
    late = now - GRACE
    open_messages = Message.objects.open()
    waiting = Inbound.objects.filter(state__in=["new", "queued"])
    return [
        *_each("message", "overdue", open_messages.filter(due_at__lt=late)),
        *_each("message", "no_due_time", open_messages.filter(due_at__isnull=True)),
        *_each("prompt", "overdue", Prompt.objects.filter(state="open", closes_at__lt=late)),
        *_each("inbound", "overdue", waiting.filter(due_at__lt=late)),
        *_each("inbound", "no_owner", waiting.filter(state="queued", owner__isnull=True)),
    ]


def _each(
    subject: str, problem: str, rows: QuerySet[Message] | QuerySet[Prompt] | QuerySet[Inbound]
) -> list[Finding]:
    return [Finding(subject, pk, problem) for pk in rows.values_list("pk", flat=True)]
