"""What follows when a text did not simply go: trying again, asking the gateway, giving up visibly.

Nothing is ever sent a second time unless the gateway surely has none of it: a lost answer, a 500 or a
dead worker leaves the row `sending`, and when its time comes the gateway is asked.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from notifications.gateways.base import Fault, Found, Gateway, LookUp
from notifications.gateways.registry import gateway_named
from notifications.models import Message
from notifications.services.claims import MARGIN, Lease, claim_interrupted
from notifications.services.sms import sms_to_find
from notifications.services.status import RECEIPT_WAIT, advance, apply_report
from notifications.timing import retry_at

log = logging.getLogger(__name__)

RECEIPTS_END = timedelta(hours=24)
ASK_AGAIN = timedelta(minutes=2)
RECEIPT_BATCH = 50


def try_again(message: Message, fault: Fault, code: str, lease: Lease, now: datetime) -> None:
    """Put back a text that surely did not go, or fail it when that was tried enough or comes too late."""
    if fault is Fault.CONFIGURATION:
        log.error("Gateway %s refuses our settings, code %s", message.gateway, code)
    due_at = retry_at(now, message.attempts, message.pk)
    trail: dict[str, Any] = {
        "now": now,
        "owner": lease.owner,
        "code": code,
        "error": fault,
        "error_code": code,
    }
    if due_at is None or due_at >= message.expires_at:
        advance(message, "fail", **trail)
    else:
        advance(message, "retry", due_at=due_at, **trail)


def leave_open(message: Message, gateway: Gateway, lease: Lease, now: datetime) -> None:
    """Leave a text `sending` whose answer was lost, until the gateway can be asked about it.

    The lease is given up, so that any worker may ask; not before the gateway's own list has caught up.
    """
    ours = Message.objects.filter(pk=message.pk, state="sending", lease_owner=lease.owner)
    asked_at = now + timedelta(seconds=gateway.timeout + gateway.listing_lag) + MARGIN
    ours.update(due_at=asked_at, lease_owner="", error=Fault.AMBIGUOUS)


def settle_interrupted(now: datetime) -> int:
    """Find out about the texts of which nobody knows whether they went; return how many were looked at."""
    looked_at = 0
    while True:
        lease = Lease.take()
        claimed = claim_interrupted(lease, now)
        if not claimed:
            return looked_at
        for message in claimed:
            try:
                _settle(message, lease, now)
            except Exception:  # the others are not to wait for one that is broken
                log.exception("Could not settle message %s", message.pk)
        looked_at += len(claimed)


def _settle(message: Message, lease: Lease, now: datetime) -> None:
    """Adopt what the gateway has, send again only what it surely has not, else call it unknown."""
    if not message.gateway:
        # Its worker stopped before the call: surely not sent.
        advance(message, "release", now=now, owner=lease.owner, due_at=now)
        return
    gateway = gateway_named(message.gateway)
    if gateway is None or not gateway.capabilities.look_up:
        advance(message, "lose", now=now, owner=lease.owner)
        return
    if not lease.has_time_for(gateway.timeout):
        return
    _act_on(gateway.look_up(sms_to_find(message, message.created_at)), message, lease, now)


def _act_on(found: Found, message: Message, lease: Lease, now: datetime) -> None:
    if found.look_up is LookUp.FOUND and found.report is not None:
        apply_report(message, found.report, now)
    elif found.look_up is LookUp.ABSENT:
        try_again(message, Fault.AMBIGUOUS, "", lease, now)
    elif now + ASK_AGAIN >= message.expires_at:
        advance(message, "lose", now=now, owner=lease.owner)
    else:
        Message.objects.filter(pk=message.pk, lease_owner=lease.owner).update(
            due_at=now + ASK_AGAIN, lease_owner=""
        )


def ask_about_accepted(now: datetime) -> int:
    """Ask after texts that were taken but never reported to arrive; return how many were looked at.

    After a day without word a text rests as sent: the network may never say more.
    """
    waiting = Message.objects.filter(state=Message.State.ACCEPTED, due_at__lte=now)
    silent = list(waiting.select_related("number", "person").order_by("due_at")[:RECEIPT_BATCH])
    for message in silent:
        _ask_about(message, now)
    return len(silent)


def _ask_about(message: Message, now: datetime) -> None:
    gateway = gateway_named(message.gateway)
    accepted_at = message.accepted_at or message.created_at
    if gateway is None or not gateway.capabilities.receipts or now - accepted_at >= RECEIPTS_END:
        advance(message, "rest", now=now)
        return
    # Pushed on before asking, so that another worker does not ask the same.
    Message.objects.filter(pk=message.pk, state="accepted").update(due_at=now + RECEIPT_WAIT)
    if gateway.capabilities.look_up:
        found = gateway.look_up(sms_to_find(message, accepted_at))
        if found.report is not None:
            apply_report(message, found.report, now)
