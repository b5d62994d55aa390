"""The line to the mail server of the service's settings: it ends in time, whatever the server does."""

import contextlib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTP, SMTP_SSL, SMTPConnectError
from threading import Timer

from django.conf import settings

READY = 220
FOR_GOODBYE = 1.0  # seconds


@contextmanager
def mail_server(seconds: float) -> Iterator[SMTP]:
    """Give a line that is open and signed in; after `seconds` it is cut, so that no call takes longer.

    Raises what `smtplib`, `ssl` and the socket raise: all of them are `OSError` or `ValueError`.
    """
    # Looks at the server's certificate.
    trust = ssl.create_default_context()
    line = SMTP_SSL(context=trust) if settings.EMAIL_USE_SSL else SMTP()
    line.timeout = seconds
    # Opened below and not on the way, so that it can be cut; then the name to look for is not noted by itself.
    line._host = settings.EMAIL_HOST  # type: ignore[attr-defined]  # noqa: SLF001
    cut = Timer(seconds, _cut, [line])
    cut.daemon = True
    cut.start()
    try:
        code, words = line.connect(settings.EMAIL_HOST, settings.EMAIL_PORT)
        if code != READY:
            raise SMTPConnectError(code, words)
        if settings.EMAIL_USE_TLS:
            line.starttls(context=trust)
        if settings.EMAIL_HOST_USER:
            line.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        line.ehlo_or_helo_if_needed()
        yield line
        _say_goodbye(line)
    finally:
        cut.cancel()
        line.close()


def _say_goodbye(line: SMTP) -> None:
    """The answer that counts was given before."""
    with contextlib.suppress(OSError):
        if line.sock is not None:
            line.sock.settimeout(FOR_GOODBYE)
            line.quit()


def _cut(line: SMTP) -> None:
    with contextlib.suppress(OSError):
        if line.sock is not None:
            line.sock.shutdown(socket.SHUT_RDWR)
