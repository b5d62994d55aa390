"""What moved, when, by whom and why: written by `directory.machine.move`, never changed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

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
    ) -> None:
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
        self.write([entry])

    def write(self, entries: Iterable["AuditEntry"]) -> None:
        """Write `entries`: now, or with all others of the transaction if that keeps `one_trail`."""
        trail = _open_trail.get()
        if trail is not None and trail.ends_with_the_whole:
            trail.entries += entries
        else:
            self.bulk_create(entries)


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


@dataclass
class _Trail:
    """What a transaction has moved so far; `depth` is how many savepoints it stood in as it began."""

    depth: int
    entries: list[AuditEntry] = field(default_factory=list)

    @property
    def ends_with_the_whole(self) -> bool:
        """Tell whether what happens now is undone only with all the rest: in no savepoint of its own."""
        return not any(connection.savepoint_ids[self.depth :])


_open_trail: ContextVar[_Trail | None] = ContextVar("open_trail", default=None)


@contextmanager
def one_trail() -> Iterator[None]:
    """Run a transaction whose entries are written together, in its last statement.

    What is recorded within a savepoint, which may be undone alone, is written there and then.
    """
    with transaction.atomic():
        trail = _Trail(len(connection.savepoint_ids))
        before = _open_trail.set(trail)
        try:
            yield
        finally:
            _open_trail.reset(before)
        AuditEntry.objects.bulk_create(trail.entries)
