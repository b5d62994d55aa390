"""Gateways to the carrier of `exchange`: one that can be asked what it has, and one that cannot."""

import json
import os
from datetime import datetime
from hmac import compare_digest
from http.client import HTTPConnection, HTTPException

from django.http import HttpRequest, HttpResponse

from notifications.gateways.base import (
    Capabilities,
    Fault,
    Found,
    InboundSms,
    LookUp,
    SendResult,
    Sms,
    Status,
    StatusReport,
)

PORT = "RINKI_TEST_EXCHANGE"
PASSWORD = "the word of the carrier"


class Askable:
    """Hands texts over by HTTP and asks after them by our own reference; posts to us with a password."""

    name = "line"
    capabilities = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=True)
    timeout = 2.0
    listing_lag = 0.0
    rate = 5000.0
    concurrent = 8

    def send(self, sms: Sms) -> SendResult:
        written = {"reference": sms.reference, "to": sms.to}
        try:
            code, said = ask("POST", "/texts", written, self.timeout)
        except ConnectionRefusedError:
            return SendResult(fault=Fault.TEMPORARY)
        except (OSError, HTTPException):
            return SendResult(fault=Fault.AMBIGUOUS)
        if code != 201:
            return SendResult(fault=Fault.AMBIGUOUS, code=str(code))
        return SendResult(said["id"], Status(said["status"]))

    def look_up(self, sms: Sms) -> Found:
        try:
            _code, times = ask("GET", f"/texts/{sms.reference}", None, self.timeout)
        except (OSError, HTTPException):
            return Found(LookUp.CANNOT_SAY)
        if not times:
            return Found(LookUp.ABSENT)
        report = StatusReport(f"x-{sms.reference}", Status.DELIVERED, "delivered")
        return Found(LookUp.FOUND, report)

    def verify(self, request: HttpRequest) -> bool:
        return compare_digest(request.headers.get("X-Password", ""), PASSWORD)

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        said = request.POST
        return [InboundSms(said["id"], said["from"], "", said["text"])]

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        word, number = request.POST["status"], request.POST["id"]
        return [StatusReport(number, Status(word), word)]

    def acknowledge(self) -> HttpResponse:
        return HttpResponse(status=204)

    def poll(self, since: datetime) -> list[InboundSms]:
        return []


class Narrow(Askable):
    """The same carrier behind a line that takes one call at a time."""

    concurrent = 1


class Mute(Askable):
    """The same carrier behind a line on which nobody can ask."""

    capabilities = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=False)


def ask(method: str, path: str, said: object, seconds: float = 10.0) -> tuple[int, dict[str, str]]:
    """Ask the carrier; return code and answer. Raises what the line does."""
    line = HTTPConnection("127.0.0.1", int(os.environ[PORT]), timeout=seconds)
    try:
        line.request(method, path, json.dumps(said) if said is not None else None)
        answer = line.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        line.close()
