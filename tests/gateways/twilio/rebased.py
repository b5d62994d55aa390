"""The real Twilio client led to a server on this machine instead of to Twilio."""

import os
from typing import Any
from urllib.parse import urlsplit

from twilio.http.response import Response

from notifications.gateways.twilio import TwilioGateway
from notifications.gateways.twilio.transport import Transport

ORIGIN, PREFER = "TWILIO_TEST_ORIGIN", "TWILIO_TEST_PREFER"


class Rebased(Transport):
    """Sends to `origin` what the client addresses to Twilio, and nothing else.

    `prefer` asks prism for one of the answers in its document.
    """

    def __init__(self, origin: str, timeout: float, prefer: str = "") -> None:
        super().__init__(timeout, concurrent=4)
        self.origin = origin
        self.prefer = prefer

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        parts = urlsplit(url)
        assert (parts.scheme, parts.hostname) == ("https", "api.twilio.com")
        rebased = self.origin + parts.path + (f"?{parts.query}" if parts.query else "")
        if self.prefer:
            self.session.headers["Prefer"] = self.prefer
        return super().request(method, rebased, *args, **kwargs)


class TwilioHere(TwilioGateway):
    """Our gateway, led to the origin that the environment names."""

    def __init__(self) -> None:
        transport = Rebased(os.environ[ORIGIN], self.timeout, os.environ.get(PREFER, ""))
        super().__init__(http_client=transport)
