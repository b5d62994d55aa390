"""Writing down that texts were taken: many rows in few statements, as nearly every call ends so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from notifications.gateways.base import Fault, SendResult, Status
from notifications.machine import MESSAGE
from notifications.models import Message, StatusEvent
from notifications.services.status import RECEIPT_WAIT, learn_that_they_arrived

# What a gateway may say as it takes a text, and what that does to the row.
EVENTS = {Status.ACCEPTED: "accept", Status.SENT: "accept", Status.DELIVERED: "deliver"}

_TAKEN = """
      WITH answered(message_id, given) AS (VALUES {rows})
    UPDATE notifications_message
       SET state = %s, due_at = %s, accepted_at = %s, delivered_at = %s, provider_id = answered.given,
           error = '', error_code = '', lease_owner = '', lease_until = NULL
      FROM answered
     WHERE id = answered.message_id AND state = 'sending' AND lease_owner = %s
 RETURNING id
"""

Taken = tuple[Message, SendResult]


def is_plain(result: SendResult | None) -> bool:
    """Tell whether the text was simply taken, so that it can be written down together with others."""
    return result is not None and result.fault is Fault.NONE and result.status in EVENTS


def record_taken(taken: Sequence[Taken], owner: str, now: datetime) -> list[Taken]:
    """Move the messages on as their gateways said; return those whose rows `owner` no longer has in hand.

    Of those a report has come before our own note, or another worker has asked: that counts, not this.
    """
    others: list[Taken] = []
    for event in dict.fromkeys(EVENTS.values()):
        same = [(m, result) for m, result in taken if EVENTS[result.status] == event]
        if same:
            others += _record(same, event, owner, now)
    return others


def _record(taken: Sequence[Taken], event: str, owner: str, now: datetime) -> list[Taken]:
    state = MESSAGE.target(Message.State.SENDING, event, "system")
    is_final = state in MESSAGE.terminal
    due_at, delivered_at = (None, now) if is_final else (now + RECEIPT_WAIT, None)
    moved = _moved(taken, (state, due_at, now, delivered_at), owner)
    StatusEvent.objects.bulk_create(
        StatusEvent(message_id=message.pk, status=result.status, at=now)
        for message, result in taken
        if message.pk in moved
    )
    if is_final:
        learn_that_they_arrived([m.number for m, _result in taken if m.pk in moved], now)
    for message, result in taken:
        if message.pk in moved:
            message.state, message.due_at, message.accepted_at = state, due_at, now
            message.delivered_at, message.provider_id = delivered_at, result.provider_id
            message.lease_owner, message.lease_until = "", None
    return [one for one in taken if one[0].pk not in moved]


def _moved(
    taken: Sequence[Taken],
    columns: tuple[str, datetime | None, datetime, datetime | None],
    owner: str,
) -> set[int]:
    """Set `columns` (state, due, accepted, delivered) in the rows that `owner` has in hand; return their ids."""
    instant = connection.ops.adapt_datetimefield_value
    values: list[Any] = []
    for message, result in taken:
        values += [message.pk, result.provider_id]
    state, *instants = columns
    values += [state, *map(instant, instants), owner]
    rows = ", ".join(["(%s, %s)"] * len(taken))
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN.format(rows=rows), values)
        return {row[0] for row in cursor.fetchall()}
