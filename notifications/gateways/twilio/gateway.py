"""Sending through Twilio, asking it what it has, and reading what it posts to us."""

import logging
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http import HttpClient
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
from notifications.gateways.callbacks import status_path
from notifications.gateways.http import fault_of_trouble
from notifications.gateways.twilio import voice, webhooks
from notifications.gateways.twilio.codes import STATUS_OF_WORD, fault_of_answer, fault_of_report
from notifications.gateways.twilio.config import TwilioConfig
from notifications.gateways.twilio.transport import Transport

NOT_FOUND = 404
# What the client raises at a lost connection or an answer that is not Twilio's.
GARBLED = (RequestException, TwilioException, ValueError, KeyError, TypeError, AttributeError)
CLOCKS_DIFFER = timedelta(minutes=2)
NEWEST = 50
# Twilio's own bounds of how long it goes on trying, in seconds.
SHORTEST_VALIDITY, LONGEST_VALIDITY = 1, 36_000


class TwilioGateway:
    """Twilio Messaging. Needs the settings in `TwilioConfig`; refuses to be made without them."""

    name = "twilio"
    timeout = 10.0
    listing_lag = 20.0
    rate = 100.0
    concurrent = 32

    def __init__(
        self, config: TwilioConfig | None = None, http_client: HttpClient | None = None
    ) -> None:
        self.config = config or TwilioConfig.from_environment()
        self.sender = self.config.sender or self.config.messaging_service_sid
        transport = http_client or Transport(self.timeout, self.concurrent)
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
                **_validity(sms),
                **self.config.sender_arguments(),
            )
        except TwilioRestException as refusal:
            fault = fault_of_answer(refusal.status, refusal.code)
            return SendResult(fault=fault, code=str(refusal.code or refusal.status))
        except GARBLED as problem:
            return SendResult(fault=fault_of_trouble(problem), code=type(problem).__name__[:20])
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
        if same:
            return _found(same[-1])
        return Found(LookUp.ABSENT if _reaches_back(listed, sms) else LookUp.CANNOT_SAY)

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
        path = status_path(self.name, sms.reference)
        return f"{self.config.public_url}{path}"


def _validity(sms: Sms) -> dict[str, int]:
    """Return for how long Twilio may go on trying, as an argument of a new message."""
    if sms.expires_at is None:
        return {}
    left = int((sms.expires_at - sms.handed_over_at).total_seconds())
    return {"validity_period": max(SHORTEST_VALIDITY, min(left, LONGEST_VALIDITY))}


def _reaches_back(listed: list[MessageInstance], sms: Sms) -> bool:
    """Tell whether the newest messages, as many as were asked for, go back to before `sms`."""
    if len(listed) < NEWEST:
        return True
    made = [message.date_created for message in listed if message.date_created]
    return any(moment < sms.handed_over_at - CLOCKS_DIFFER for moment in made)


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
