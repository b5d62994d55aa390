"""What Twilio posts to us: proved to be Twilio's, then read."""

from django.http import HttpRequest
from twilio.request_validator import RequestValidator

from notifications.gateways.base import Fault, InboundSms, Status, StatusReport
from notifications.gateways.twilio.codes import STATUS_OF_WORD, fault_of_report
from notifications.gateways.twilio.config import TwilioConfig

FORM = "application/x-www-form-urlencoded"


def verify(request: HttpRequest, config: TwilioConfig) -> bool:
    """Tell whether `request` carries Twilio's signature of our public address and of its form fields.

    Only forms: a JSON body is signed in another way, and its fields would go unchecked here.
    """
    signature = request.headers.get("X-Twilio-Signature", "")
    if not signature or request.content_type != FORM:
        return False
    if request.POST.get("AccountSid") != config.account_sid:
        return False
    address = f"{config.public_url}{request.get_full_path()}"
    valid = RequestValidator(config.auth_token).validate(address, request.POST, signature)
    return bool(valid)


def parse_inbound(request: HttpRequest) -> list[InboundSms]:
    """Read the one text of a verified request; none when it has no id."""
    fields = request.POST
    if not fields.get("MessageSid"):
        return []
    return [
        InboundSms(
            provider_id=fields["MessageSid"],
            sender=fields.get("From", ""),
            recipient=fields.get("To", ""),
            body=fields.get("Body", ""),
            stopped_by_carrier=fields.get("OptOutType") == "STOP",
        )
    ]


def parse_status(request: HttpRequest) -> list[StatusReport]:
    """Read the one report of a verified request. A word we do not know is kept and changes nothing."""
    word = request.POST.get("MessageStatus", "")
    code = request.POST.get("ErrorCode", "")
    status = STATUS_OF_WORD.get(word)
    fault = fault_of_report(code) if status is Status.FAILED else Fault.NONE
    return [StatusReport(request.POST.get("MessageSid", ""), status, word or "?", fault, code)]
