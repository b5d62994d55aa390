"""What the app posts to us: proved to be the app's by its signature, then read.

It signs anew each time it tries, so an old time stamp is a request that somebody kept.
"""

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from notifications.gateways.android.codes import STATUS_OF_EVENT, fault_of_reason
from notifications.gateways.base import Fault, InboundSms, Status, StatusReport
from notifications.gateways.incoming import as_e164, own_id

FRESH = timedelta(minutes=5)
RECEIVED = "sms:received"


def verify(request: HttpRequest, key: str, now: datetime) -> bool:
    """Tell whether the body and its time stamp are signed with `key`, and the stamp is of now."""
    stamp = request.headers.get("X-Timestamp", "")
    signature = request.headers.get("X-Signature", "")
    # Twelve digits are some thirty thousand years.
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12):
        return False
    if abs(now.timestamp() - int(stamp)) > FRESH.total_seconds():
        return False
    expected = hmac.new(key.encode(), request.body + stamp.encode(), hashlib.sha256).hexdigest()
    return constant_time_compare(signature.lower(), expected)


def parse_inbound(request: HttpRequest) -> list[InboundSms]:
    """Read the one text of a verified request; none when it tells of something else."""
    event, payload = _read(request)
    # "phoneNumber" is what older versions of the app call the sender.
    sender = as_e164(_word(payload, "sender") or _word(payload, "phoneNumber"))
    if event != RECEIVED or not sender:
        return []
    body = _word(payload, "message")
    when = _word(payload, "receivedAt")
    recipient = as_e164(_word(payload, "recipient"))
    # The app has an id for it, but one of 32 bits.
    return [InboundSms(own_id(sender, when, body), sender, recipient, body)]


def parse_status(request: HttpRequest) -> list[StatusReport]:
    """Read the one report of a verified request; none when it tells of something else."""
    event, payload = _read(request)
    reference = _word(payload, "messageId")
    status = STATUS_OF_EVENT.get(event)
    if status is None or not reference:
        return []
    fault, code = Fault.NONE, ""
    if status is Status.FAILED:
        fault, code = fault_of_reason(_word(payload, "reason"))
    return [StatusReport(reference, status, event, fault, code, reference)]


def _read(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Return the event of a request and what is told of it; nothing when it is no such thing."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        return "", {}
    if not isinstance(told, dict) or not isinstance(told.get("payload"), dict):
        return "", {}
    return str(told.get("event", "")), told["payload"]


def _word(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name)
    return value if isinstance(value, str) else ""
