"""The real Twilio client led to a small server on this machine that answers in Twilio's shapes."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response


@dataclass
class Answer:
    """What the server says next: a status with a body, or nothing for `silence` until it is closed."""

    status: int = 201
    body: str = ""
    silence: bool = False
    drop: bool = False


class RebasedHttpClient(TwilioHttpClient):  # type: ignore[misc]  # the client ships no types
    """Sends to `origin` what the client addresses to Twilio, and nothing else."""

    def __init__(self, origin: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self.origin = origin

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        parts = urlsplit(url)
        assert parts.hostname == "api.twilio.com"
        rebased = self.origin + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().request(method, rebased, *args, **kwargs)


@dataclass
class TwilioServer:
    """Answers with `answer`, and keeps what it was sent."""

    answer: Answer = field(default_factory=Answer)
    posted: list[dict[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    _closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                fields = parse_qs(self.rfile.read(length).decode(), keep_blank_values=True)
                server.posted.append({name: values[0] for name, values in fields.items()})
                self._say()

            def do_GET(self) -> None:
                server.asked.append(self.path)
                self._say()

            def _say(self) -> None:
                if server.answer.silence:
                    server._closing.wait(10)
                if server.answer.silence or server.answer.drop:
                    self.close_connection = True
                    return
                body = server.answer.body.encode()
                self.send_response(server.answer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            log_message: Callable[..., None] = lambda *_args: None

        return Handler


def message_body(sid: str = "SM1", **fields: Any) -> dict[str, Any]:
    """Return a Message resource as Twilio's API gives it."""
    return {
        "sid": sid,
        "account_sid": "AC" + "0" * 32,
        "body": "Hei",
        "date_created": "Mon, 23 Nov 2026 07:00:00 +0000",
        "date_sent": None,
        "date_updated": "Mon, 23 Nov 2026 07:00:00 +0000",
        "direction": "outbound-api",
        "error_code": None,
        "error_message": None,
        "from": "+358401110000",
        "messaging_service_sid": None,
        "num_media": "0",
        "num_segments": "1",
        "price": None,
        "price_unit": "USD",
        "status": "queued",
        "to": "+358401230002",
        "uri": "/x",
        "subresource_uris": {},
        "api_version": "2010-04-01",
        **fields,
    }


def created(**fields: Any) -> Answer:
    """Return the answer to a message that was taken."""
    return Answer(201, json.dumps(message_body(**fields)))


def listed(*messages: dict[str, Any]) -> Answer:
    """Return the answer to a question for messages."""
    page = {
        "messages": list(messages),
        "page": 0,
        "page_size": 50,
        "next_page_uri": None,
        "uri": "/x",
    }
    return Answer(200, json.dumps(page))


def refused(status: int, code: int) -> Answer:
    """Return Twilio's answer to a request it refuses."""
    body = {"code": code, "message": "…", "more_info": "…", "status": status}
    return Answer(status, json.dumps(body))
