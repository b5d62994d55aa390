"""Sending through Kannel and reading what it tells us."""

from datetime import datetime

import requests
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
from notifications.gateways.callbacks import status_path
from notifications.gateways.http import InTime, fault_of_trouble
from notifications.gateways.kannel import webhooks
from notifications.gateways.kannel.codes import result_of
from notifications.gateways.kannel.config import KannelConfig
from notifications.texts import Encoding, count

EVERY_REPORT = "31"
CODING = {Encoding.GSM7: "0", Encoding.UCS2: "2"}


class KannelGateway:
    """A Kannel of our own. Needs the settings in `KannelConfig`; refuses to be made without them.

    Kannel cannot be asked what it has: after a lost answer nobody knows whether a text went.
    """

    name = "kannel"
    timeout = 10.0
    listing_lag = 0.0
    rate = 10.0
    concurrent = 8

    def __init__(self, config: KannelConfig | None = None) -> None:
        self.config = config or KannelConfig.from_environment()
        self.sender = self.config.sender
        one_way = self.config.is_alphanumeric
        self.capabilities = Capabilities(
            two_way=not one_way, alphanumeric=one_way, receipts=True, look_up=False
        )
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy stands between two programs of one office
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, InTime(self.timeout, self.concurrent))

    def send(self, sms: Sms) -> SendResult:
        try:
            answer = self.session.post(
                self.config.sendsms_url,
                data=sms.body.encode(),
                headers=self._headers(sms),
                allow_redirects=False,
            )
        except (requests.RequestException, ValueError) as problem:
            return SendResult(fault=fault_of_trouble(problem), code=type(problem).__name__[:20])
        return result_of(answer.status_code, answer.text)

    def look_up(self, sms: Sms) -> Found:
        return Found(LookUp.CANNOT_SAY)

    def verify(self, request: HttpRequest) -> bool:
        return webhooks.verify(request, self.config)

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        return webhooks.parse_inbound(request)

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        return webhooks.parse_status(request)

    def acknowledge(self) -> HttpResponse:
        # Whatever stood in the answer, Kannel might text to the sender.
        return HttpResponse(content_type="text/plain")

    def poll(self, since: datetime) -> list[InboundSms]:
        return []

    def _headers(self, sms: Sms) -> dict[str, str]:
        """Return all but the text: in headers, for what stands in an address is written into logs."""
        headers = {
            "Content-Type": "text/plain; charset=UTF-8",
            # Kannel closes idle lines, and a text sent into one that is closing may be lost or not.
            "Connection": "close",
            "X-Kannel-Username": self.config.username,
            "X-Kannel-Password": self.config.password,
            "X-Kannel-From": self.config.sender,
            "X-Kannel-To": sms.to,
            "X-Kannel-Charset": "UTF-8",
            "X-Kannel-Coding": CODING[count(sms.body).encoding],
            "X-Kannel-DLR-Mask": EVERY_REPORT,
            "X-Kannel-DLR-Url": self._callback_url(sms),
        }
        if sms.expires_at is not None:
            left = int((sms.expires_at - sms.handed_over_at).total_seconds() // 60)
            headers["X-Kannel-Validity"] = str(max(left, 1))
        return headers

    def _callback_url(self, sms: Sms) -> str:
        """Return where reports go. Kannel fills in %d, the kind, and %k, the first word of what the carrier said.

        Not %A, all that the carrier said: carriers repeat the beginning of the text in it.
        """
        path = status_path(self.name, sms.reference)
        return f"{self.config.callback_url}{path}?key={self.config.secret}&type=%d&answer=%k"
