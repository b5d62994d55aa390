"""Texts through the tables of gammu-smsd: written to its outbox, followed in its list, read from its inbox."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.gateways.base import (
    Capabilities,
    Fault,
    Found,
    InboundSms,
    LookUp,
    NoWebhooks,
    SendResult,
    Sms,
    Status,
    StatusReport,
)
from notifications.gateways.gammu import inbox, outbox
from notifications.gateways.gammu.config import GammuConfig
from notifications.gateways.gammu.phones import phone_of
from notifications.gateways.gammu.store import Store, StoreError
from notifications.gateways.incoming import as_e164

log = logging.getLogger(__name__)

PATIENCE = 3.0  # seconds for each step in the daemon's database


class GammuGateway(NoWebhooks):
    """One modem. It takes a text only while the daemon says that the modem lives.

    A text waits in the daemon's outbox under our own reference. So the daemon can be asked whether it has
    it, the same text put there twice is there once, and one that comes too late is taken out again.
    """

    name = "gammu"
    capabilities = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=True)
    timeout = 5 * PATIENCE
    listing_lag = PATIENCE
    # A modem needs three seconds or more for a part. What waits is better with us, who look at it again.
    rate = 0.3
    concurrent = 1

    def __init__(self, config: GammuConfig | None = None) -> None:
        self.config = config or GammuConfig.from_environment()
        self.store = Store(self.config.database, PATIENCE)

    def send(self, sms: Sms) -> SendResult:
        try:
            with self.store.work() as work:
                phone = phone_of(work, self.config.phone)
                if phone is None or not phone.lives:
                    # Nothing is written: it would wait for a dead modem, and go out when it is too late.
                    return SendResult(fault=Fault.TEMPORARY, code="no modem")
                row = outbox.put(work, sms, self.config.phone)
        except StoreError as problem:
            return SendResult(fault=problem.fault, code=problem.code)
        return SendResult(provider_id=str(row), status=Status.ACCEPTED)

    def look_up(self, sms: Sms) -> Found:
        try:
            with self.store.work() as work:
                report = outbox.find(work, sms)
        except StoreError:
            return Found(LookUp.CANNOT_SAY)
        return Found(LookUp.FOUND, report) if report else Found(LookUp.ABSENT)

    def poll(self, since: datetime) -> list[InboundSms]:
        """Return all that waits, however old: nothing is lost while we are not there to ask."""
        del since
        try:
            with self.store.work() as work:
                outbox.take_out_expired(work, timezone.now())
                waiting = inbox.read(work)
        except StoreError as problem:
            log.warning("Could not ask gammu-smsd for incoming texts: %s", problem.code)
            return []
        number = self.config.number
        return [
            InboundSms(text.identity, as_e164(text.sender), number, text.body) for text in waiting
        ]

    def stored(self, texts: Sequence[InboundSms]) -> None:
        if not texts:
            return
        try:
            with self.store.work() as work:
                inbox.tick_off(work, {text.provider_id for text in texts})
        except StoreError as problem:
            # They are given again, and known by their ids.
            log.warning("Could not tick off incoming texts at gammu-smsd: %s", problem.code)

    def reports(self, since: datetime) -> list[StatusReport]:
        try:
            with self.store.work() as work:
                return outbox.lately(work, (timezone.now() - since).total_seconds())
        except StoreError as problem:
            log.warning("Could not ask gammu-smsd for reports: %s", problem.code)
            return []

    def trouble(self) -> str:
        try:
            with self.store.work() as work:
                phone = phone_of(work, self.config.phone)
        except StoreError as problem:
            return _("The database of gammu-smsd cannot be read: %(code)s.") % {
                "code": problem.code
            }
        if phone is None:
            return _("gammu-smsd has found no modem.")
        if phone.lives:
            return ""
        minutes = int(phone.silent_for // 60)
        return _("The modem has been silent for %(minutes)s minutes.") % {"minutes": minutes}
