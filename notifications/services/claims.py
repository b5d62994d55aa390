"""Taking messages in hand, so that of any number of workers one does."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from directory.kept import kept
from notifications.models import Message
from notifications.services.owners import new_owner
from notifications.services.prompts import ITEMS

LEASE = timedelta(minutes=2)
MARGIN = timedelta(seconds=10)
BATCH = 64

# One statement, so nobody can come between choosing and taking. SQLite knows no FOR UPDATE and needs none:
# its writers queue. PostgreSQL evaluates the array once, skipping the rows others have in hand.
_TAKE = """
    UPDATE notifications_message
       SET state = 'sending', lease_owner = %(owner)s, lease_until = %(until)s, due_at = %(checked)s{extra}
     WHERE id {chosen}
 RETURNING id
"""
# Of the texts to one number the first goes alone: the others wait until it has gone, failed, or been asked about
# once. One with a higher rank goes before those, but not while another is on its way.
_DUE = """
    SELECT m.id FROM notifications_message m
     WHERE m.state IN ('held', 'pending') AND m.due_at <= %(now)s
       AND NOT EXISTS (
           SELECT 1 FROM notifications_message o
            WHERE o.number_id = m.number_id AND o.state IN ('held', 'pending', 'sending') AND o.id <> m.id
              AND (o.state = 'sending' AND (o.lease_owner <> '' OR NOT m.urgent AND o.lease_until > %(now)s)
                OR o.state <> 'sending' AND (o.due_at <= %(now)s OR o.state = 'pending' AND o.attempts > 0)
                   AND (NOT o.urgent, o.can_wait, o.created_at, o.id)
                     < (NOT m.urgent, m.can_wait, m.created_at, m.id)))
     ORDER BY m.urgent DESC, m.can_wait, m.due_at, m.id LIMIT %(most)s
"""
_INTERRUPTED = """
    SELECT m.id FROM notifications_message m
     WHERE m.state = 'sending' AND m.due_at <= %(now)s
       AND (m.lease_owner <> '' OR NOT EXISTS (
           SELECT 1 FROM notifications_message o
            WHERE o.number_id = m.number_id AND o.state IN ('held', 'pending', 'sending') AND o.id <> m.id
              AND o.state = 'sending' AND (o.lease_owner <> '' OR o.due_at <= %(now)s AND o.id < m.id)))
     ORDER BY m.urgent DESC, m.due_at, m.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Lease:
    """That one worker has rows in hand until its own clock says otherwise.

    Kept by the machine's own ticking, which also runs on while a process is stopped: a worker that was put
    to sleep must not wake up and send what another has taken over meanwhile.
    """

    owner: str = field(default_factory=new_owner)
    ticking: Callable[[], float] = time.monotonic
    taken_at: float = field(default=0.0)

    @classmethod
    def take(cls, ticking: Callable[[], float] = time.monotonic, owner: str = "") -> "Lease":
        """Return a lease that begins now; take it before the claim, so that it ends no later."""
        return cls(owner or new_owner(), ticking, ticking())

    @property
    def is_over(self) -> bool:
        """Tell whether others may have taken over what it was for."""
        return self.ticking() - self.taken_at >= LEASE.total_seconds()

    def has_time_for(self, seconds: float) -> bool:
        """Tell whether a call of at most `seconds` ends well before the lease does."""
        used = self.ticking() - self.taken_at
        return used + seconds + MARGIN.total_seconds() < LEASE.total_seconds()


def claim_due(lease: Lease, now: datetime) -> list[Message]:
    """Take the messages that are due at `now`, in the order in which they go; at most `BATCH`, one a number."""
    return _claim(lease, now, _DUE, ", gateway = ''")


def claim_interrupted(lease: Lease, now: datetime) -> list[Message]:
    """Take the messages of which nobody knows whether they went: a worker died, or an answer was lost."""
    return _claim(lease, now, _INTERRUPTED, "")


def _claim(lease: Lease, now: datetime, choose: str, extra: str) -> list[Message]:
    chosen = f"IN ({choose})"
    if connection.vendor == "postgresql":
        chosen = f"= ANY(ARRAY({choose} FOR UPDATE OF m SKIP LOCKED))"
    ids = _taken(_TAKE.format(extra=extra, chosen=chosen), lease, now)
    # With what their topics ask about, to see whether they are still wanted.
    found = _with_questions(ids)
    ITEMS.read_for([prompt for m in found if (prompt := getattr(m, "prompt", None))])
    return sorted(found, key=lambda m: (not m.urgent, m.can_wait, m.created_at, m.pk))


def _taken(sql: str, lease: Lease, now: datetime) -> list[int]:
    instant = connection.ops.adapt_datetimefield_value
    until = now + LEASE
    values = {"owner": lease.owner, "until": instant(until), "checked": instant(until + MARGIN)}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values | {"now": instant(now), "most": BATCH})
            return [row[0] for row in cursor.fetchall()]
    except IntegrityError:
        # Another worker was first with a text to one of the numbers: what is left comes with the next claim.
        return []


@kept
def _with_questions(ids: list[int]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=ids).select_related("number", "prompt").order_by()
