"""The app's states and faults in our vocabulary.

Source: the documentation of SMS Gateway for Android (states of a message, errors) and Android's SmsManager,
whose names of results the app passes on.
"""

import re
from http import HTTPStatus

from android_sms_gateway.enums import ProcessState
from android_sms_gateway.errors import APIError

from notifications.gateways.base import Fault, Status

# "Processed" is with Android, not yet with the network.
STATUS_OF_STATE = {
    ProcessState.Pending: Status.ACCEPTED,
    ProcessState.Processed: Status.ACCEPTED,
    ProcessState.Sent: Status.SENT,
    ProcessState.Delivered: Status.DELIVERED,
    ProcessState.Failed: Status.FAILED,
    ProcessState.Cancelling: Status.ACCEPTED,
    ProcessState.Cancelled: Status.FAILED,
}
STATUS_OF_EVENT = {
    "sms:sent": Status.SENT,
    "sms:delivered": Status.DELIVERED,
    "sms:failed": Status.FAILED,
    "sms:cancelled": Status.FAILED,
}

_FAULT_OF_RESULT = {
    "LIMIT_EXCEEDED": Fault.TEMPORARY,
    "NO_SERVICE": Fault.TEMPORARY,
    "RADIO_OFF": Fault.TEMPORARY,
    "MODEM_ERR": Fault.TEMPORARY,
    "NETWORK_ERR": Fault.TEMPORARY,
    "NO_DEFAULT_SMS_APP": Fault.CONFIGURATION,
}
_RESULT = re.compile(r"RESULT_(?:ERROR_|RIL_)?([A-Z_]+)")
_OUR_SETTINGS = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
    }
)


def fault_of_answer(refusal: APIError) -> Fault:
    """Return what an error answer to a new text means; NONE when the text is there already.

    After a 5xx the text may have been taken all the same.
    """
    status = refusal.status_code or 0
    if status == HTTPStatus.CONFLICT:
        return Fault.NONE
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Fault.TEMPORARY
    if status in _OUR_SETTINGS or _lacks_a_phone(refusal):
        return Fault.CONFIGURATION
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Fault.REFUSED
    return Fault.AMBIGUOUS


def fault_of_reason(reason: str) -> tuple[Fault, str]:
    """Return why a text did not go, and Android's word for it; the reason's own words may name somebody."""
    found = _RESULT.search(reason)
    if found is None:
        return Fault.REFUSED, ""
    return _FAULT_OF_RESULT.get(found[1], Fault.REFUSED), found[1][:20]


def _lacks_a_phone(refusal: APIError) -> bool:
    """Tell whether a server says that no phone is registered with it."""
    said = refusal.response.get("message") if isinstance(refusal.response, dict) else ""
    return refusal.status_code == HTTPStatus.BAD_REQUEST and "device" in str(said).lower()
