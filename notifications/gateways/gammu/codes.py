"""The words of gammu-smsd's tables in our vocabulary.

Source: the manual page gammu-smsd-tables (column Status) and 3GPP TS 23.040, 9.2.3.15 (TP-Status).
"""

from collections.abc import Collection

from notifications.gateways.base import Fault, Status

# What the modem did not send; the daemon has given it up.
NOT_SENT = frozenset({"SendingError", "Error"})
NOT_DELIVERED = "DeliveryFailed"
DELIVERED = "DeliveryOK"

_WRONG_NUMBER = frozenset({0x41, 0x43, 0x45})  # incompatible, not obtainable, no interworking
_RAN_OUT = 0x46
_TEMPORARY = range(0x60, 0x80)


def status_of_parts(words: Collection[str]) -> Status:
    """Return what became of a text from the word of each of its parts: it arrived when all of them did."""
    if any(word in NOT_SENT or word == NOT_DELIVERED for word in words):
        return Status.FAILED
    if all(word == DELIVERED for word in words):
        return Status.DELIVERED
    return Status.SENT


def fault_of_report(word: str, code: int) -> Fault:
    """Return why a text did not arrive: `word` of its failed part, and the network's `code`."""
    if word in NOT_SENT or code == _RAN_OUT or code in _TEMPORARY:
        return Fault.TEMPORARY
    return Fault.NUMBER if code in _WRONG_NUMBER else Fault.REFUSED
