"""The official client's own transport, held to our patience: by itself it would wait for ever."""

import logging

from twilio.http.http_client import TwilioHttpClient

from notifications.gateways.http import InTime

# The client would write numbers and texts into the log.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)


class Transport(TwilioHttpClient):  # type: ignore[misc]  # the client ships no types
    """Ends every call within `timeout` seconds, and keeps a line for each of `concurrent` calls at once."""

    def __init__(self, timeout: float, concurrent: int) -> None:
        super().__init__(timeout=timeout)
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, InTime(timeout, concurrent))
