"""Sending through an Android phone, asking it what it has, and reading what it posts to us."""

from datetime import datetime

import requests
from android_sms_gateway import APIClient
from android_sms_gateway.domain import Message, MessageState, TextMessage
from android_sms_gateway.errors import APIError, NotFoundError
from android_sms_gateway.http import RequestsHttpClient
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from notifications.gateways.android import webhooks
from notifications.gateways.android.codes import STATUS_OF_STATE, fault_of_answer, fault_of_reason
from notifications.gateways.android.config import AndroidConfig
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
from notifications.gateways.http import InTime, fault_of_trouble

# What the client raises at a lost connection or an answer that is not the app's.
GARBLED = (
    requests.RequestException,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)


class AndroidGateway:
    """A phone with SMS Gateway for Android. Needs the settings in `AndroidConfig`; refuses to be made without.

    Our own reference is the text's id there: a second send of the same is refused, and it can be asked for.
    """

    name = "android"
    capabilities = Capabilities(two_way=True, alphanumeric=False, receipts=True, look_up=True)
    timeout = 10.0
    listing_lag = 5.0
    rate = 0.2
    concurrent = 2

    def __init__(self, config: AndroidConfig | None = None) -> None:
        self.config = config or AndroidConfig.from_environment()
        self.session = requests.Session()
        self.session.trust_env = False  # a .netrc of the service's user would replace the password
        self.session.max_redirects = 0  # a redirected text would arrive as a question
        for scheme in ("http://", "https://"):
            self.session.mount(scheme, InTime(self.timeout, self.concurrent))
        self.client = APIClient(
            self.config.username,
            self.config.password,
            base_url=self.config.url,
            http=RequestsHttpClient(self.session),
        )

    def send(self, sms: Sms) -> SendResult:
        message = Message(
            id=sms.reference,
            phone_numbers=[sms.to],
            text_message=TextMessage(sms.body),
            valid_until=sms.expires_at,
            sim_number=self.config.sim,
        )
        try:
            # Our numbers are checked already; the app's own check knows fewer countries.
            state = self.client.send(message, skip_phone_validation=True)
        except APIError as refusal:
            return _refused(refusal, sms)
        except requests.TooManyRedirects:
            return SendResult(fault=Fault.CONFIGURATION, code="redirect")
        except GARBLED as problem:
            return SendResult(fault=fault_of_trouble(problem), code=type(problem).__name__[:20])
        if state.id != sms.reference:
            return SendResult(fault=Fault.AMBIGUOUS, code="another id")
        return SendResult(provider_id=sms.reference, status=Status.ACCEPTED)

    def look_up(self, sms: Sms) -> Found:
        try:
            state = self.client.get_state(sms.reference)
        except NotFoundError as refusal:
            return Found(LookUp.ABSENT if _is_its_own(refusal) else LookUp.CANNOT_SAY)
        except (APIError, *GARBLED):
            return Found(LookUp.CANNOT_SAY)
        if state.id != sms.reference:
            return Found(LookUp.CANNOT_SAY)
        return Found(LookUp.FOUND, _report(state))

    def verify(self, request: HttpRequest) -> bool:
        return webhooks.verify(request, self.config.signing_key, timezone.now())

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        return webhooks.parse_inbound(request)

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        return webhooks.parse_status(request)

    def acknowledge(self) -> HttpResponse:
        return HttpResponse(status=204)

    def poll(self, since: datetime) -> list[InboundSms]:
        # The phone keeps what it could not post and tries for two days. What it can be asked for is cut
        # short and dated otherwise, so it could not be told from what came in already.
        return []


def _refused(refusal: APIError, sms: Sms) -> SendResult:
    fault = fault_of_answer(refusal)
    if fault is Fault.NONE:
        return SendResult(provider_id=sms.reference, status=Status.ACCEPTED)
    return SendResult(fault=fault, code=str(refusal.status_code or ""))


def _is_its_own(refusal: APIError) -> bool:
    """Tell whether "not found" is the app's word: a proxy in between says it with a page."""
    answer = getattr(refusal.__cause__, "response", None)
    return answer is not None and (not answer.content or bool(refusal.response))


def _report(state: MessageState) -> StatusReport:
    status = STATUS_OF_STATE[state.state]
    fault, code = Fault.NONE, ""
    if status is Status.FAILED:
        errors = [recipient.error for recipient in state.recipients if recipient.error]
        fault, code = fault_of_reason(" ".join(errors))
    return StatusReport(state.id, status, state.state.value, fault, code)
