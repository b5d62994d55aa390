"""What is about to go is marked first: a marked row may have left, one without a mark surely has not."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from notifications.models import Message

_MARK = """
    UPDATE notifications_message SET gateway = %s, attempts = attempts + 1
     WHERE id IN ({ids}) AND state = 'sending' AND lease_owner = %s
 RETURNING id
"""


def mark(messages: Collection[Message], gateway: str, owner: str) -> set[int]:
    """Note that `messages` are about to go through `gateway`; return the ids of those that are still ours."""
    if not messages:
        return set()
    ids = [message.pk for message in messages]
    with connection.cursor() as cursor:
        cursor.execute(_MARK.format(ids=", ".join(["%s"] * len(ids))), [gateway, *ids, owner])
        marked = {row[0] for row in cursor.fetchall()}
    for message in messages:
        message.gateway = gateway
        message.attempts += 1
    return marked


def put_back(messages: Collection[Message], owner: str, due_at: datetime) -> int:
    """Let others have those of `messages` that were never marked; return how many."""
    mine = Message.objects.filter(pk__in=[m.pk for m in messages], state="sending")
    unmarked = mine.filter(lease_owner=owner, gateway="")
    return unmarked.update(state="pending", lease_owner="", lease_until=None, due_at=due_at)
