"""What Kannel asks of us: proved to be Kannel's by where it comes from and by our secret, then read.

Kannel signs nothing. It calls with GET for a report and with POST for a text.
"""

from ipaddress import ip_address

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from notifications.gateways.base import Fault, InboundSms, Status, StatusReport
from notifications.gateways.incoming import as_e164, own_id
from notifications.gateways.kannel.codes import STATUS_OF_TYPE, WORD_OF_TYPE, fault_of_report
from notifications.gateways.kannel.config import KannelConfig

UCS2 = "2"
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP")


def verify(request: HttpRequest, config: KannelConfig) -> bool:
    """Tell whether `request` comes from an allowed address itself and knows the secret.

    What a web server in front of us passed on seems to come from this machine, whoever sent it.
    """
    knows = constant_time_compare(request.GET.get("key", ""), config.secret)
    was_passed_on = any(name in request.headers for name in PASSED_ON)
    return knows and not was_passed_on and _is_allowed(request.META.get("REMOTE_ADDR", ""), config)


def parse_inbound(request: HttpRequest) -> list[InboundSms]:
    """Read the one text of a verified request; none when nobody sent it."""
    sender = as_e164(request.headers.get("X-Kannel-From", ""))
    if not sender:
        return []
    body = _text(request)
    when = request.headers.get("X-Kannel-Time", "")
    return [
        InboundSms(
            provider_id=request.GET.get("id", "") or own_id(sender, when, body),
            sender=sender,
            recipient=as_e164(request.headers.get("X-Kannel-To", "")),
            body=body,
        )
    ]


def parse_status(request: HttpRequest) -> list[StatusReport]:
    """Read the one report of a verified request. A kind we do not know is kept and changes nothing."""
    kind = request.GET.get("type", "")
    status = STATUS_OF_TYPE.get(kind)
    fault, code = Fault.NONE, ""
    if status is Status.FAILED:
        fault, code = fault_of_report(request.GET.get("answer", ""))
    return [StatusReport("", status, WORD_OF_TYPE.get(kind, kind[:20] or "?"), fault, code)]


def _is_allowed(written: str, config: KannelConfig) -> bool:
    try:
        address = ip_address(written)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in config.allowed)


def _text(request: HttpRequest) -> str:
    """Return the text, whatever the phone wrote it in: as declared, else as it can be read.

    Kannel passes on 8-bit texts as the bytes that came, and says of them that they are "8-BIT".
    """
    declared = (request.content_params or {}).get("charset", "").strip('"')
    wide = request.headers.get("X-Kannel-Coding") == UCS2
    for encoding in (declared, "utf-16-be" if wide else "utf-8"):
        try:
            return request.body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return request.body.decode("latin-1")
