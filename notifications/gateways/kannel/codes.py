"""Kannel's answers and reports in our vocabulary.

Source: Kannel 1.4.5's user guide, chapters "SMS push" and "Delivery reports", and SMPP 3.4 for the codes of a
carrier that refuses.
"""

import re
from http import HTTPStatus

from notifications.gateways.base import Fault, SendResult, Status

# What Kannel reports: 1 arrived, 2 did not, 4 waits for the carrier, 8 the carrier has it, 16 the carrier
# refused it. They come in any order.
STATUS_OF_TYPE = {
    "1": Status.DELIVERED,
    "2": Status.FAILED,
    "4": Status.ACCEPTED,
    "8": Status.SENT,
    "16": Status.FAILED,
}
WORD_OF_TYPE = {"1": "delivered", "2": "failed", "4": "waiting", "8": "sent", "16": "refused"}

# command_status of SMPP: full, throttled; a wrong sender, password or system id; no such receiver.
_FAULT_OF_REFUSAL = {
    0x0B: Fault.NUMBER,
    0x14: Fault.TEMPORARY,
    0x58: Fault.TEMPORARY,
    0x0A: Fault.CONFIGURATION,
    0x0D: Fault.CONFIGURATION,
    0x0E: Fault.CONFIGURATION,
    0x0F: Fault.CONFIGURATION,
}
_REFUSED = re.compile(r"^NACK/(0x[0-9a-f]{8})", re.IGNORECASE)


def result_of(status: int, body: str) -> SendResult:
    """Return what Kannel's answer to a new text means: HTTP `status` and the sentence in `body`.

    It gives no id: reports are told apart by the address we gave with the text.
    """
    code = str(status)
    if status == HTTPStatus.ACCEPTED and body.startswith(("0:", "3:")):
        return SendResult(status=Status.ACCEPTED)
    if status == HTTPStatus.SERVICE_UNAVAILABLE and body.startswith("Temporal failure"):
        return SendResult(fault=Fault.TEMPORARY, code=code)
    if status == HTTPStatus.BAD_REQUEST and ("receiver" in body or body.startswith("Number(s)")):
        return SendResult(fault=Fault.NUMBER, code=code)
    if body.startswith("Not routable"):
        return SendResult(fault=Fault.REFUSED, code=code)
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return SendResult(fault=Fault.CONFIGURATION, code=code)
    return SendResult(fault=Fault.AMBIGUOUS, code=code)


def fault_of_report(word: str) -> tuple[Fault, str]:
    """Return why a text did not arrive and the carrier's code, from the first word of the carrier's answer."""
    refused = _REFUSED.match(word)
    if refused is None:
        return Fault.REFUSED, ""
    code = int(refused[1], 16)
    return _FAULT_OF_REFUSAL.get(code, Fault.REFUSED), f"{code:#04x}"
