"""What a mail server's answers mean for a text.

Source: RFC 5321, 4.2 (reply codes) and RFC 3463 (enhanced codes: 5.1.x the address, 5.7.x our rights).
"""

import re
from smtplib import SMTPNotSupportedError, SMTPResponseException
from ssl import SSLCertVerificationError

from notifications.gateways.base import Fault

PERMANENT = 500
_NEEDS_LOGIN = frozenset({530, 535})
_ENHANCED = re.compile(r"5\.(\d{1,3})\.\d{1,3}")


def fault_of_reply(code: int, words: bytes | str) -> Fault:
    """Return why a letter was refused. A server that does not say whose fault it is blames no number."""
    if code < PERMANENT:
        return Fault.TEMPORARY
    text = words.decode("ascii", "replace") if isinstance(words, bytes) else words
    found = _ENHANCED.match(text.strip())
    subject = found.group(1) if found else ""
    if subject == "7" or code in _NEEDS_LOGIN:
        return Fault.CONFIGURATION
    return Fault.NUMBER if subject == "1" else Fault.REFUSED


def fault_before_the_letter(problem: Exception) -> Fault:
    """Return what an exception means that came before anything of the letter was told."""
    if isinstance(problem, SMTPResponseException):
        return Fault.TEMPORARY if problem.smtp_code < PERMANENT else Fault.CONFIGURATION
    # The last: a server without STARTTLS or log-in, though our settings ask for it.
    if isinstance(problem, SSLCertVerificationError | SMTPNotSupportedError):
        return Fault.CONFIGURATION
    return Fault.TEMPORARY
