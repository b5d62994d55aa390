"""What has happened to a claim, oldest first, in words for its page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.models import AuditEntry
from rides.machines import EXPENSE_CLAIM
from rides.models import ExpenseClaim

WORDS: dict[str, Promise] = {
    "draft": _("Counted from the run"),
    "submit": _("Sent to be checked"),
    "approve": _("Approved"),
    "return": _("Sent back"),
    "pay": _("Put into a payment file"),
    "drop": _("Left unclaimed"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened, the words written with it, and who did it."""

    at: datetime
    what: Promise
    note: str
    who: str


def story_of(claim: ExpenseClaim) -> list[Line]:
    """Return what has happened to `claim`, in one query."""
    entries = AuditEntry.objects.filter(
        subject=EXPENSE_CLAIM.name, subject_id=claim.pk, event__in=WORDS
    )
    return [
        Line(each.at, WORDS[each.event], each.reason, str(each.user) if each.user else "")
        for each in entries.select_related("user").order_by("at", "pk")
    ]
