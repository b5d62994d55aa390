"""Twilio's numbers and words in our vocabulary. Its texts change, so only codes are read.

Source: Twilio's error dictionary and the Message resource's list of statuses.
"""

from http import HTTPStatus

from notifications.gateways.base import Fault, Status

_FAULTS = {
    Fault.NUMBER: (21211, 21614, 21635, 30005, 30006),
    Fault.OPTED_OUT: (21610,),
    Fault.CONFIGURATION: (20003, 20404, 21408, 21603, 21606, 21612, 21663),
    Fault.REFUSED: (21602, 21617, 30007, 30036),
    Fault.TEMPORARY: (20429, 30003, 30008),
}
FAULT_OF_CODE = {code: fault for fault, codes in _FAULTS.items() for code in codes}

STATUS_OF_WORD = {
    "accepted": Status.ACCEPTED,
    "scheduled": Status.ACCEPTED,
    "queued": Status.ACCEPTED,
    "sending": Status.ACCEPTED,
    "sent": Status.SENT,
    "partially_delivered": Status.SENT,
    "delivered": Status.DELIVERED,
    "read": Status.DELIVERED,
    "undelivered": Status.FAILED,
    "failed": Status.FAILED,
    "canceled": Status.FAILED,
}


def fault_of_answer(status: int, code: int | None) -> Fault:
    """Return what an error answer to a new message means: HTTP `status` and Twilio's own `code`.

    After a 5xx the message may have been taken all the same.
    """
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fault.AMBIGUOUS
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Fault.TEMPORARY
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return Fault.CONFIGURATION
    return FAULT_OF_CODE.get(code or 0, Fault.REFUSED)


def fault_of_report(code: str) -> Fault:
    """Return why a text that was taken did not arrive."""
    return FAULT_OF_CODE.get(int(code), Fault.REFUSED) if code.isdigit() else Fault.REFUSED
