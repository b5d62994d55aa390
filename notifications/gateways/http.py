"""Asking a gateway over HTTP: a call that ends in time, and what went wrong put into our words.

For gateways that use `requests`, or a client that does. A text counts as surely not sent only when no
connection came about; once a request may have left, nobody knows.
"""

import io
import logging
import ssl
from collections.abc import Iterator
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from requests import ConnectionError as LostConnection
from requests import PreparedRequest, ReadTimeout, Response
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from notifications.gateways.base import Fault

# At DEBUG it writes whole addresses into the log, and numbers and texts stand in some.
logging.getLogger("urllib3").setLevel(logging.INFO)

# What a gateway says of one text, or of fifty, is far smaller.
LONGEST_ANSWER = 4_000_000
FOR_CONNECTING = 0.3


class InTime(HTTPAdapter):
    """Ends every call within `seconds`, however slowly the answer trickles, and tries none a second time."""

    def __init__(self, seconds: float, concurrent: int) -> None:
        super().__init__(pool_maxsize=concurrent, max_retries=0)
        self.seconds = seconds

    def send(self, request: PreparedRequest, *_args: Any, **options: Any) -> Response:
        until = monotonic() + self.seconds
        to_connect = self.seconds * FOR_CONNECTING
        options |= {"stream": True, "timeout": (to_connect, self.seconds - to_connect)}
        answer = super().send(request, **options)
        try:
            answer.raw = io.BytesIO(b"".join(_read(answer, until)))
        except HTTPError as problem:
            raise LostConnection(problem, request=request) from problem
        return answer


def is_address(url: str) -> bool:
    """Tell whether `url` is the full address of something on the web."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def fault_of_trouble(problem: BaseException) -> Fault:
    """Return what an exception of a call means for the text that was to be handed over."""
    causes = set(_causes(problem))
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return Fault.CONFIGURATION
    if any(isinstance(cause, NewConnectionError | ConnectTimeoutError) for cause in causes):
        return Fault.TEMPORARY
    return Fault.AMBIGUOUS


def _read(answer: Response, until: float) -> Iterator[bytes]:
    """Yield the body as it comes, to its end."""
    length = 0
    while chunk := answer.raw.read1(decode_content=True):
        yield chunk
        length += len(chunk)
        if monotonic() > until or length > LONGEST_ANSWER:
            answer.close()
            raise ReadTimeout("the answer took too long", request=answer.request)


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """Yield `problem` and everything it came from."""
    seen = set()
    waiting = [problem]
    while waiting:
        cause = waiting.pop()
        if not isinstance(cause, BaseException) or cause in seen:
            continue
        seen.add(cause)
        yield cause
        reason = getattr(cause, "reason", None)
        waiting += [cause.__cause__, cause.__context__, reason, *cause.args]
