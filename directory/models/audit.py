"""What moved, when, by whom and why: written by `directory.machine.move`, never changed."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models

from directory.actors import Actor


def signed(by: Actor) -> dict[str, Any]:
    """Return the columns that say who `by` is."""
    return {
        "actor_kind": by.kind,
        "channel": by.channel,
        "user_id": by.user_id,
        "person_ref": by.person_id,
        "on_behalf_of_ref": by.on_behalf_of,
    }


class AuditEntryManager(models.Manager["AuditEntry"]):
    """Writes entries; nothing edits them."""

    def record(
        self,
        *,
        subject: str,
        subject_id: int,
        event: str,
        before: str,
        after: str,
        reason: str,
        by: Actor,
        at: datetime,
    ) -> "AuditEntry":
        """Write one entry for `subject` (a machine's name) number `subject_id`."""
        entry = AuditEntry(
            subject=subject,
            subject_id=subject_id,
            event=event,
            before=before,
            after=after,
            reason=reason,
            at=at,
            **signed(by),
        )
        entry.save(force_insert=True)
        return entry


class AuditEntry(models.Model):
    """One move of one object. People are kept as bare numbers: this floor knows no person."""

    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    event = models.CharField(max_length=40)
    before = models.CharField(max_length=30)
    after = models.CharField(max_length=30)
    reason = models.CharField(max_length=200, blank=True)
    actor_kind = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person_ref = models.BigIntegerField(null=True)
    on_behalf_of_ref = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    objects = AuditEntryManager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["subject", "subject_id", "at"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {self.before} → {self.after}"
