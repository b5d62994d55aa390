"""A gateway that never leaves the machine: every text arrives at once, on the page of demo phones."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from notifications.gateways.base import (
    Capabilities,
    Found,
    InboundSms,
    LookUp,
    SendResult,
    Sms,
    Status,
    StatusReport,
)


class DemoGateway:
    """Takes everything. The outbox row itself is what the phone page shows, so nothing is kept here.

    It has no address for webhooks: answers come from the page, where a member of staff signed in.
    """

    name = "demo"
    capabilities = Capabilities(two_way=True, alphanumeric=True, receipts=True, look_up=True)
    timeout = 1.0
    listing_lag = 0.0

    def send(self, sms: Sms) -> SendResult:
        return SendResult(provider_id=f"demo-{sms.reference}", status=Status.DELIVERED)

    def look_up(self, sms: Sms) -> Found:
        # Nothing leaves the machine, so what our own tables do not call sent was not sent.
        return Found(LookUp.ABSENT)

    def verify(self, request: HttpRequest) -> bool:
        return False

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        return []

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        return []

    def acknowledge(self) -> HttpResponse:
        return HttpResponse(status=204)

    def poll(self, since: datetime) -> list[InboundSms]:
        return []
