"""Taking messages in hand, so that of any number of workers one does."""

import os
import socket
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import QuerySet

from directory.kept import kept
from notifications.machine import WAITING
from notifications.models import Message
from notifications.services.prompts import ITEMS

LEASE = timedelta(minutes=2)
MARGIN = timedelta(seconds=10)
BATCH = 20

# One statement, so nobody can come between choosing and taking. SQLite knows no FOR UPDATE and needs none:
# its writers queue. PostgreSQL evaluates the array once, skipping the rows others have in hand.
_TAKE = """
    UPDATE notifications_message
       SET state = 'sending', lease_owner = %s, lease_until = %s, due_at = %s{extra}
     WHERE id {chosen}
 RETURNING id
"""
_CHOOSE = """
    SELECT id FROM notifications_message
     WHERE state IN ({states}) AND due_at <= %s
     ORDER BY urgent DESC, due_at, id LIMIT %s
"""


@dataclass(frozen=True)
class Lease:
    """That one worker has rows in hand until its own clock says otherwise.

    Kept by the machine's own ticking, which also runs on while a process is stopped: a worker that was put
    to sleep must not wake up and send what another has taken over meanwhile.
    """

    owner: str = field(
        default_factory=lambda: f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    )
    ticking: Callable[[], float] = time.monotonic
    taken_at: float = field(default=0.0)

    @classmethod
    def take(cls, ticking: Callable[[], float] = time.monotonic) -> "Lease":
        """Return a lease that begins now; take it before the claim, so that it ends no later."""
        return cls(ticking=ticking, taken_at=ticking())

    def has_time_for(self, seconds: float) -> bool:
        """Tell whether a call of at most `seconds` ends well before the lease does."""
        used = self.ticking() - self.taken_at
        return used + seconds + MARGIN.total_seconds() < LEASE.total_seconds()


def claim_due(lease: Lease, now: datetime) -> list[Message]:
    """Take the messages that are due at `now`, the urgent ones first; at most `BATCH`."""
    return _claim(lease, now, WAITING, ", gateway = ''")


def claim_interrupted(lease: Lease, now: datetime) -> list[Message]:
    """Take the messages of which nobody knows whether they went: a worker died, or an answer was lost."""
    return _claim(lease, now, ("sending",), "")


def _claim(lease: Lease, now: datetime, states: tuple[str, ...], extra: str) -> list[Message]:
    choose = _CHOOSE.format(states=", ".join(f"'{state}'" for state in states))
    chosen = f"IN ({choose})"
    if connection.vendor == "postgresql":
        chosen = f"= ANY(ARRAY({choose} FOR UPDATE SKIP LOCKED))"
    instant = connection.ops.adapt_datetimefield_value
    until = now + LEASE
    values = [lease.owner, instant(until), instant(until + MARGIN), instant(now), BATCH]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE.format(extra=extra, chosen=chosen), values)
        ids = [row[0] for row in cursor.fetchall()]
    # With what their topics ask about, to see whether they are still wanted.
    found = _with_questions(ids)
    ITEMS.read_for([prompt for m in found if (prompt := getattr(m, "prompt", None))])
    return sorted(found, key=lambda m: (not m.urgent, m.created_at, m.pk))


@kept
def _with_questions(ids: list[int]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=ids).select_related("number", "prompt").order_by()
