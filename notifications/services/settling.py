"""What follows when a text did not simply go: trying again, asking the gateway, giving up visibly.

Nothing is ever sent a second time unless the gateway surely has none of it: a lost answer, a 500 or a
dead worker leaves the row `sending`, and when its time comes the gateway is asked.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from notifications.gateways.base import Fault, Found, Gateway, LookUp
from notifications.gateways.registry import gateway_named
from notifications.models import Message
from notifications.services.claims import MARGIN, Lease, claim_interrupted
from notifications.services.refusals import after_refusal
from notifications.services.routing import Wait, note_result
from notifications.services.sending.calls import look_up_all
from notifications.services.sending.hours import Hours
from notifications.services.sms import sms_to_find
from notifications.services.status import RECEIPT_WAIT, advance, apply_report

log = logging.getLogger(__name__)

RECEIPTS_END = timedelta(hours=24)
ASK_AGAIN = timedelta(minutes=2)
RECEIPT_BATCH = 50
# In one minute of the clock at most so long: the texts that are due are not to wait for these.
MOST_SECONDS = 20.0
UNSAID = Found(LookUp.CANNOT_SAY)


def try_again(message: Message, fault: Fault, code: str, lease: Lease, now: datetime) -> None:
    """Put back a text that surely did not go, or fail it when that was tried enough or comes too late.

    Where another gateway may carry it, that is tried at once. Settings that are wrong cost the text no attempt.
    """
    again = after_refusal(message, fault, now)
    trail: dict[str, Any] = {
        "now": now,
        "owner": lease.owner,
        "code": code,
        "error": fault,
        "error_code": code,
    }
    if again is None or again.due_at >= message.expires_at:
        advance(message, "fail", **trail)
    else:
        trail |= {"attempts": again.attempts, "refused_by": again.refused_by}
        advance(message, "retry", due_at=again.due_at, **trail)


def wait_for_way(message: Message, wait: Wait | None, lease: Lease, now: datetime) -> None:
    """Put back a text that no gateway can carry yet; fail it when none ever may, or by then it comes too late."""
    if wait is None:
        advance(message, "fail", now=now, owner=lease.owner, error=Fault.CONFIGURATION)
    elif wait.until >= message.expires_at:
        advance(message, "fail", now=now, owner=lease.owner, error=wait.fault)
    else:
        advance(message, "release", now=now, owner=lease.owner, due_at=wait.until)


def leave_open(message: Message, gateway: Gateway, lease: Lease, now: datetime) -> None:
    """Leave a text `sending` whose answer was lost, until the gateway can be asked about it.

    The lease is given up, so that any worker may ask; not before the gateway's own list has caught up.
    """
    ours = Message.objects.filter(pk=message.pk, state="sending", lease_owner=lease.owner)
    asked_at = now + timedelta(seconds=gateway.timeout + gateway.listing_lag) + MARGIN
    # Until then the next ordinary text to this number waits as well.
    ours.update(due_at=asked_at, lease_until=asked_at, lease_owner="", error=Fault.AMBIGUOUS)


def settle_interrupted(now: datetime) -> int:
    """Find out about the texts of which nobody knows whether they went; return how many were looked at."""
    hours, looked_at = Hours(now, longest=MOST_SECONDS), 0
    while not hours.are_over:
        lease = Lease.take()
        claimed = claim_interrupted(lease, hours.exact)
        if not claimed:
            break
        for gateway, messages in _by_gateway(claimed).items():
            _settle(gateway, messages, lease, hours.now)
        looked_at += len(claimed)
    return looked_at


def _by_gateway(messages: Iterable[Message]) -> dict[str, list[Message]]:
    found: dict[str, list[Message]] = {}
    for message in messages:
        found.setdefault(message.gateway, []).append(message)
    return found


def _settle(name: str, messages: Sequence[Message], lease: Lease, now: datetime) -> None:
    """Adopt what the gateway has, send again only what it surely has not, else call it unknown."""
    gateway = gateway_named(name)
    if not name:
        # Their worker stopped before the call: surely not sent.
        _safely(messages, lambda m: advance(m, "release", now=now, owner=lease.owner, due_at=now))
    elif gateway is None or not gateway.capabilities.look_up:
        _safely(messages, lambda m: advance(m, "lose", now=now, owner=lease.owner))
    else:
        asked = [sms_to_find(message, message.created_at) for message in messages]
        found = dict(zip(messages, look_up_all(gateway, asked, lease), strict=True))
        answered = [message for message in messages if found[message] is not None]
        _safely(answered, lambda m: act_on_found(found[m] or UNSAID, m, lease, now))


def _safely(messages: Iterable[Message], settle: Callable[[Message], object]) -> None:
    """Do `settle` to each: the others are not to wait for one that is broken."""
    for message in messages:
        try:
            settle(message)
        except Exception:
            log.exception("Could not settle message %s", message.pk)


def act_on_found(found: Found, message: Message, lease: Lease, now: datetime) -> None:
    """Move a text on by what its gateway says it has: a text that is surely not there goes again."""
    if found.look_up is LookUp.FOUND and found.report is not None:
        note_result(message.gateway, Fault.NONE, now)  # only its answers are lost
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
    hours, looked_at = Hours(now, longest=MOST_SECONDS), 0
    while not hours.are_over and (silent := _silent(now)):
        for name, messages in _by_gateway(silent).items():
            _ask_about(name, messages, now)
        looked_at += len(silent)
    return looked_at


def _silent(now: datetime) -> list[Message]:
    waiting = Message.objects.filter(state=Message.State.ACCEPTED, due_at__lte=now)
    return list(waiting.select_related("number", "person").order_by("due_at")[:RECEIPT_BATCH])


def _ask_about(name: str, messages: Sequence[Message], now: datetime) -> None:
    gateway = gateway_named(name)
    tells = gateway is not None and gateway.capabilities.receipts
    resting = [m for m in messages if not tells or now - _taken_at(m) >= RECEIPTS_END]
    for message in resting:
        advance(message, "rest", now=now)
    waiting = [message for message in messages if message not in resting]
    # Pushed on before asking, so that another worker does not ask the same.
    ours = Message.objects.filter(pk__in=[m.pk for m in waiting], state="accepted")
    ours.update(due_at=now + RECEIPT_WAIT)
    if gateway is None or not gateway.capabilities.look_up:
        return
    asked = [sms_to_find(message, _taken_at(message)) for message in waiting]
    for message, found in zip(waiting, look_up_all(gateway, asked), strict=True):
        if found is not None and found.report is not None:
            apply_report(message, found.report, now)


def _taken_at(message: Message) -> datetime:
    return message.accepted_at or message.created_at
