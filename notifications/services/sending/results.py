"""What follows from an answer that was not simply "taken", one text at a time."""

from datetime import datetime
from typing import Any

from notifications.gateways.base import Fault, SendResult, StatusReport
from notifications.models import Message
from notifications.services.sending.calls import Answer
from notifications.services.settling import leave_open, try_again
from notifications.services.status import advance, apply_report, learn_from_fault


def adopt(message: Message, result: SendResult, now: datetime) -> None:
    """Take in, as a report, that a text was taken whose row is no longer in hand: what is known better stands."""
    report = StatusReport(result.provider_id, result.status, result.status.value)
    if not apply_report(message, report, now):
        message.refresh_from_db(fields=["state"])


def act_on(answer: Answer, now: datetime) -> None:
    """Move the message of `answer` on."""
    changes: dict[str, Any]
    message, lease, result = answer.call.message, answer.call.lease, answer.result
    if result is None:
        # The call was never made.
        changes = {"attempts": message.attempts - 1, "gateway": ""}
        advance(message, "release", now=now, owner=lease.owner, due_at=now, **changes)
    elif result.fault is Fault.NONE:
        adopt(message, result, now)
    elif result.fault is Fault.AMBIGUOUS:
        leave_open(message, answer.call.gateway, lease, now)
    elif result.fault in {Fault.TEMPORARY, Fault.CONFIGURATION}:
        try_again(message, result.fault, result.code, lease, now)
    else:
        changes = {"error": result.fault, "error_code": result.code[:20], "code": result.code[:20]}
        if advance(message, "fail", now=now, owner=lease.owner, **changes):
            learn_from_fault(message.number, result.fault, now)
