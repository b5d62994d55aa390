"""Asking gateways what they have for us: the net under a lost webhook, the only ear of those that post nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from notifications.gateways.base import Gateway, InboundSms, Keeps, Status, StatusReport
from notifications.gateways.registry import gateways
from notifications.models import Inbound, Message
from notifications.references import message_id_of
from notifications.services.inbound import receive
from notifications.services.status import apply_report

LOOKS_BACK = timedelta(hours=1)
# What ends the wait for a receipt. That a text was taken is known already.
ENDS = frozenset({Status.DELIVERED, Status.FAILED})
AWAITED = (Message.State.SENDING, Message.State.ACCEPTED)

log = logging.getLogger(__name__)


def poll(now: datetime) -> int:
    """Ask each gateway for texts and reports that have not reached us; return how many it had.

    What was stored already is known by its id and changes nothing.
    """
    found = 0
    for gateway in gateways():
        try:
            found += _ask(gateway, now)
        except Exception:  # the others are not to wait for one that is broken
            log.exception("Could not ask gateway %s", gateway.name)
    return found


def _ask(gateway: Gateway, now: datetime) -> int:
    since = now - LOOKS_BACK
    texts = gateway.poll(since)
    for sms in _unknown(gateway.name, texts):
        receive(gateway.name, sms, now)
    if not isinstance(gateway, Keeps):
        return len(texts)
    # Only now: whoever dies before this is given the same texts again, and knows them by their ids.
    gateway.stored(texts)
    return len(texts) + sum(hear(report, now) for report in gateway.reports(since))


def hear(report: StatusReport, now: datetime) -> bool:
    """Take in a report that names our text itself; tell whether it changed anything."""
    if report.status not in ENDS:
        return False
    waiting = Message.objects.select_related("number", "person").filter(state__in=AWAITED)
    message = waiting.filter(pk=message_id_of(report.reference) or 0).first()
    return message is not None and apply_report(message, report, now)


def _unknown(gateway: str, texts: Sequence[InboundSms]) -> list[InboundSms]:
    """Return those of `texts` that are not stored yet."""
    if not texts:
        return []
    stored = Inbound.objects.filter(
        gateway=gateway, provider_id__in=[sms.provider_id for sms in texts]
    )
    known = set(stored.values_list("provider_id", flat=True))
    return [sms for sms in texts if sms.provider_id not in known]
