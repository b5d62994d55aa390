"""The public address of the service in tests: hears what a counterpart posts, passes it on, and can repeat it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

OF_THE_LINE = {"connection", "keep-alive", "transfer-encoding", "content-length", "expect"}


@dataclass(frozen=True)
class Heard:
    """One request that came, whole: so it can be sent again, or changed and sent."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answered:
    """What the service answered."""

    status: int
    content_type: str
    body: bytes


@dataclass
class Ear:
    """Passes every request on to `service` unchanged, unless it is told to be `deaf`."""

    service: str
    url: str = ""
    deaf: bool = False
    heard: list[Heard] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)

    def about(self, word: str) -> list[Heard]:
        """Return what was heard at addresses with `word` in them: "inbound", "status"."""
        return [one for one in self.heard if f"/{word}/" in one.path]

    def pass_on(self, heard: Heard) -> Answered:
        """Send a request to the service and return its answer."""
        service = urlsplit(self.service)
        line = HTTPConnection(service.hostname or "", service.port, timeout=60)
        try:
            line.request(heard.method, heard.path, heard.body or None, heard.headers)
            answer = line.getresponse()
            body = answer.read()
            return Answered(answer.status, answer.headers.get("Content-Type", ""), body)
        finally:
            line.close()


@contextmanager
def listening(service: str, port: int = 0) -> Iterator[Ear]:
    """Open an ear in front of `service`, on a free port unless one is given; it closes with the block."""
    ear = Ear(service)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(ear))
    server.daemon_threads = True
    ear.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield ear
    server.shutdown()
    server.server_close()


def _handler(ear: Ear) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _hear(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {n: v for n, v in self.headers.items() if n.lower() not in OF_THE_LINE}
            heard = Heard(self.command, self.path, headers, self.rfile.read(length))
            if ear.deaf:
                self.send_error(503)
                return
            ear.heard.append(heard)
            answer = ear.pass_on(heard)
            ear.answered.append(answer)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def do_POST(self) -> None:
            self._hear()

        def do_GET(self) -> None:
            self._hear()

        log_message: Callable[..., None] = lambda *_args: None

    return Handler
