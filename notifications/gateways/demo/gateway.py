"""A gateway that never leaves the machine: every text arrives at once, on the page of demo phones."""

import math
from datetime import datetime

from notifications.gateways.base import (
    Capabilities,
    Found,
    InboundSms,
    LookUp,
    NoWebhooks,
    SendResult,
    Sms,
    Status,
)


class DemoGateway(NoWebhooks):
    """Takes everything. The outbox row itself is what the phone page shows, so nothing is kept here.

    It has no address for webhooks: answers come from the page, where a member of staff signed in.
    """

    name = "demo"
    capabilities = Capabilities(two_way=True, alphanumeric=True, receipts=True, look_up=True)
    timeout = 1.0
    listing_lag = 0.0
    rate = math.inf
    concurrent = 1

    def send(self, sms: Sms) -> SendResult:
        return SendResult(provider_id=f"demo-{sms.reference}", status=Status.DELIVERED)

    def look_up(self, sms: Sms) -> Found:
        # Nothing leaves the machine, so what our own tables do not call sent was not sent.
        return Found(LookUp.ABSENT)

    def poll(self, since: datetime) -> list[InboundSms]:
        return []
