"""A gateway that does as the test tells it, and remembers what it was handed."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from notifications.gateways.base import (
    Capabilities,
    Found,
    InboundSms,
    LookUp,
    SendResult,
    Sms,
    StatusReport,
)


class ScriptedGateway:
    """Takes every text unless `answer` says otherwise; `found` is what it says when asked."""

    name = "scripted"
    timeout = 10.0
    listing_lag = 20.0
    rate = 1000.0
    concurrent = 1

    def __init__(self) -> None:
        self.capabilities = Capabilities(
            two_way=True, alphanumeric=False, receipts=True, look_up=True
        )
        self.sent: list[Sms] = []
        self.asked: list[Sms] = []
        self.answer: Callable[[Sms], SendResult] = lambda sms: SendResult(
            f"id-{sms.to}-{len(self.sent)}"
        )
        self.found = Found(LookUp.ABSENT)
        self.came_in: list[InboundSms] = []

    def send(self, sms: Sms) -> SendResult:
        self.sent.append(sms)
        return self.answer(sms)

    def look_up(self, sms: Sms) -> Found:
        self.asked.append(sms)
        return self.found

    def verify(self, request: HttpRequest) -> bool:
        return request.headers.get("X-Scripted") == "yes"

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        return [InboundSms(request.POST["id"], request.POST["from"], "", request.POST["body"])]

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        del request
        return []

    def acknowledge(self) -> HttpResponse:
        return HttpResponse("taken")

    def poll(self, since: datetime) -> list[InboundSms]:
        del since
        return self.came_in
