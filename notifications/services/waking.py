"""Waking the worker when a text has come in, so that it is read at once and not only when the clock strikes.

What is to be read stands in the table; a task says no more than "look". Should it be lost, the clock looks anyway.
"""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django_q.tasks import async_task

from directory.kept import kept
from notifications.models import Inbound

log = logging.getLogger(__name__)

# As often as the clock strikes: whatever has lain unread for longer, nobody has heard the last call.
CALLED = timedelta(minutes=1)


def wake(stored: Collection[Inbound], now: datetime) -> None:
    """Have a worker read `stored`, which are committed, unless one has been called already and is not done.

    Whoever reads goes on until nothing is left. So an older text that is still unread shows that somebody is
    about to read, or is reading, and comes to these too: however many come at once, few tasks are made.
    """
    unread = [inbound.pk for inbound in stored if inbound.state == Inbound.State.NEW]
    if not unread or _older_unread(min(unread), now - CALLED):
        return
    call_worker()


def call_worker() -> None:
    """Have a worker do what is due. Whatever the queue has, nothing is lost: the clock looks anyway."""
    try:
        async_task(settings.BELL, q_options={"save": False})
    except Exception as error:
        log.warning("Could not wake the worker: %s", type(error).__name__)


@kept
def _older_unread(pk: int, since: datetime) -> "QuerySet[Inbound, int]":
    rows = Inbound.objects.filter(state=Inbound.State.NEW, pk__lt=pk, due_at__gt=since)
    return rows.order_by().values_list("pk", flat=True)[:1]
