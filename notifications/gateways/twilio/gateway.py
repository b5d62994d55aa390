"""Sending through Twilio, asking it what it has, and reading what it posts to us."""

import logging
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from requests import ConnectTimeout, RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

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
    VoiceCall,
)
from notifications.gateways.twilio import voice, webhooks
from notifications.gateways.twilio.codes import STATUS_OF_WORD, fault_of_answer, fault_of_report
from notifications.gateways.twilio.config import TwilioConfig

# The client would write numbers and texts into the log.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)

NOT_FOUND = 404
# What the client raises at a lost connection or an answer that is not Twilio's.
GARBLED = (RequestException, TwilioException, ValueError, KeyError, TypeError, AttributeError)
CLOCKS_DIFFER = timedelta(minutes=2)
NEWEST = 50


class TwilioGateway:
    """Twilio Messaging. Needs the settings in `TwilioConfig`; refuses to be made without them."""

    name = "twilio"
    timeout = 10.0
    listing_lag = 20.0

    def __init__(
        self, config: TwilioConfig | None = None, http_client: HttpClient | None = None
    ) -> None:
        self.config = config or TwilioConfig.from_environment()
        # The client itself would wait for ever.
        transport = http_client or TwilioHttpClient(timeout=self.timeout)
        self.client = Client(self.config.account_sid, self.config.auth_token, http_client=transport)
        one_way = self.config.is_alphanumeric and not self.config.messaging_service_sid
        self.capabilities = Capabilities(
            two_way=not one_way,
            alphanumeric=self.config.is_alphanumeric,
            receipts=True,
            look_up=True,
        )

    def send(self, sms: Sms) -> SendResult:
        try:
            made = self.client.messages.create(
                to=sms.to,
                body=sms.body,
                status_callback=self._callback_url(sms),
                **self.config.sender_arguments(),
            )
        except TwilioRestException as refusal:
            fault = fault_of_answer(refusal.status, refusal.code)
            return SendResult(fault=fault, code=str(refusal.code or refusal.status))
        except ConnectTimeout:
            return SendResult(fault=Fault.TEMPORARY, code="connect")
        except GARBLED as problem:
            # A lost or unreadable answer: the text may have been taken.
            return SendResult(fault=Fault.AMBIGUOUS, code=type(problem).__name__[:20])
        if not made.sid:
            return SendResult(fault=Fault.AMBIGUOUS, code="no id")
        return SendResult(provider_id=made.sid, status=Status.ACCEPTED)

    def look_up(self, sms: Sms) -> Found:
        try:
            if sms.provider_id:
                return _found(self.client.messages(sms.provider_id).fetch())
            listed = self.client.messages.list(to=sms.to, limit=NEWEST)
        except TwilioRestException as refusal:
            absent = refusal.status == NOT_FOUND
            return Found(LookUp.ABSENT if absent else LookUp.CANNOT_SAY)
        except GARBLED:
            return Found(LookUp.CANNOT_SAY)
        same = [message for message in listed if _is(message, sms)]
        return _found(same[-1]) if same else Found(LookUp.ABSENT)

    def verify(self, request: HttpRequest) -> bool:
        return webhooks.verify(request, self.config)

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        return webhooks.parse_inbound(request)

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        return webhooks.parse_status(request)

    def parse_call(self, request: HttpRequest) -> VoiceCall | None:
        return voice.parse_call(request)

    def ask_for_key(self, question: str, otherwise: str, language: str) -> HttpResponse:
        return voice.ask_for_key(question, otherwise, language)

    def say(self, sentence: str, language: str) -> HttpResponse:
        return voice.say(sentence, language)

    def acknowledge(self) -> HttpResponse:
        # Anything else than empty TwiML might be sent on as a text.
        return HttpResponse("<Response/>", content_type="text/xml")

    def poll(self, since: datetime) -> list[InboundSms]:
        try:
            listed = self.client.messages.list(date_sent_after=since, limit=NEWEST * 4)
        except GARBLED:
            logging.getLogger(__name__).warning("Could not ask Twilio for incoming texts")
            return []
        return [
            InboundSms(m.sid or "", m.from_ or "", m.to or "", m.body or "")
            for m in listed
            if m.direction == "inbound"
        ]

    def _callback_url(self, sms: Sms) -> str:
        path = reverse("gateway_status", args=[self.name, sms.reference])
        return f"{self.config.public_url}{path}"


def _is(message: MessageInstance, sms: Sms) -> bool:
    """Tell whether `message` in Twilio's list is `sms`: number, text and time, and not already another of ours."""
    if message.sid in sms.not_these or message.body != sms.body or message.date_created is None:
        return False
    made_at: datetime = message.date_created
    return made_at >= sms.handed_over_at - CLOCKS_DIFFER


def _found(message: MessageInstance) -> Found:
    code = str(message.error_code or "")
    status = STATUS_OF_WORD.get(str(message.status))
    fault = fault_of_report(code) if status is Status.FAILED else Fault.NONE
    report = StatusReport(message.sid or "", status, str(message.status), fault, code)
    return Found(LookUp.FOUND, report)
