"""Sending what is due: claimed in one statement, checked again right before the call, recorded after it.

Runs from the clock and from `manage.py send_due`, in any number of workers at once. No transaction is open
while a gateway is being talked to.
"""

import logging
from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from directory.kept import kept, update
from notifications.gateways.base import Fault, Gateway, SendResult, StatusReport
from notifications.gateways.registry import gateway_for
from notifications.models import Message
from notifications.services.claims import BATCH, Lease, claim_due
from notifications.services.settling import (
    ask_about_accepted,
    leave_open,
    settle_interrupted,
    try_again,
)
from notifications.services.sms import sms_of
from notifications.services.status import advance, apply_report, learn_from_fault
from notifications.timing import quiet_until
from notifications.topics import topic_named

log = logging.getLogger(__name__)

State = Message.State
CONFIRMS_A_STOP = "stop_confirmed"


def send_due(now: datetime) -> Counter[str]:
    """Hand over every text that is due at `now` and settle what was left open.

    Returns how many claimed texts ended in which state.
    """
    outcomes: Counter[str] = Counter()
    # A claim is a write, and writers queue: for what nothing is due, none is made.
    due = set(_states_due(now))
    if State.SENDING in due:
        settle_interrupted(now)
    more_may_wait = bool(due - {State.ACCEPTED})
    while more_may_wait:
        lease = Lease.take()
        claimed = claim_due(lease, now)
        for message in claimed:
            _hand_over_safely(message, lease, now)
            outcomes[message.state] += 1
        # Put back: the lease had no time left for it, or it is to be tried again.
        more_may_wait = len(claimed) == BATCH or State.PENDING in {m.state for m in claimed}
    if State.ACCEPTED in due:
        ask_about_accepted(now)
    return outcomes


@kept
def _states_due(now: datetime) -> "QuerySet[Message, str]":
    return Message.objects.due(now).order_by().values_list("state", flat=True).distinct()


def _hand_over_safely(message: Message, lease: Lease, now: datetime) -> None:
    """One broken message must not keep the others; it stays `sending` until its lease ends, and is asked about."""
    try:
        hand_over(message, lease, now)
    except Exception:
        log.exception("Could not hand over message %s", message.pk)


def hand_over(message: Message, lease: Lease, now: datetime) -> None:
    """Send one claimed message, or move it to where it belongs instead."""
    instead = _instead(message, now)
    if instead is not None:
        event, changes = instead
        advance(message, event, now=now, owner=lease.owner, **changes)
        return
    gateway = gateway_for(two_way=message.two_way)
    if gateway is None:
        advance(message, "fail", now=now, owner=lease.owner, error=Fault.CONFIGURATION)
        return
    if not lease.has_time_for(gateway.timeout) or not _mark(message, lease, gateway):
        advance(message, "release", now=now, owner=lease.owner, due_at=now)
        return
    _record(message, _call(gateway, message, now), gateway, lease, now)


def _call(gateway: Gateway, message: Message, now: datetime) -> SendResult:
    """Hand `message` over; a gateway that breaks its promise not to raise may have sent it all the same."""
    try:
        return gateway.send(sms_of(message, now))
    except Exception:
        log.exception("Gateway %s broke while sending message %s", gateway.name, message.pk)
        return SendResult(fault=Fault.AMBIGUOUS, code="broke")


def _instead(message: Message, now: datetime) -> tuple[str, dict[str, Any]] | None:
    """Return what happens to a text that must not go now (an event and its changes), or None.

    It may be too late, not needed any more, not wished for, or the quiet hours.
    """
    topic = topic_named(message.topic)
    if message.expires_at <= now:
        return "expire", {}
    if topic is not None and not topic.still_wanted(message, now):
        return "cancel", {}
    if message.number.stopped_at and message.purpose != CONFIRMS_A_STOP:
        return "fail", {"error": Fault.OPTED_OUT}
    if _has_new_holder(message, now):
        return "fail", {"error": Fault.NUMBER}
    opens = quiet_until(now)
    if opens and not message.urgent and message.answers_id is None:
        return "hold", {"due_at": opens}
    return None


def _has_new_holder(message: Message, now: datetime) -> bool:
    """Tell whether the number was taken from the person while the text waited; an answer goes where it is due."""
    if message.person_id is None or message.answers_id or message.created_at >= now:
        return False
    return not message.number.holders.filter(person=message.person_id).exists()


def _mark(message: Message, lease: Lease, gateway: Gateway) -> bool:
    """Note through which gateway the text is about to go; False when the row is no longer ours.

    A row without this mark was surely not sent, whatever became of its worker.
    """
    message.gateway = gateway.name
    message.attempts += 1
    marked = {"gateway": gateway.name, "attempts": message.attempts}
    mine = {"state": State.SENDING, "lease_owner": lease.owner}
    return bool(update(Message, [message.pk], marked, **mine))


def _record(
    message: Message, result: SendResult, gateway: Gateway, lease: Lease, now: datetime
) -> None:
    """Write down what the gateway said."""
    if result.fault is Fault.NONE:
        report = StatusReport(result.provider_id, result.status, result.status.value)
        apply_report(message, report, now)
    elif result.fault is Fault.AMBIGUOUS:
        leave_open(message, gateway, lease, now)
    elif result.fault in {Fault.TEMPORARY, Fault.CONFIGURATION}:
        try_again(message, result.fault, result.code, lease, now)
    else:
        faults = {"error": result.fault, "error_code": result.code}
        advance(message, "fail", now=now, owner=lease.owner, code=result.code, **faults)
        learn_from_fault(message.number, result.fault, now)
