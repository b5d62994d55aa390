"""A phone with the app, as far as anybody outside can see it: keeps texts by their ids and posts what happens.

Ours, and so no proof by itself of what the app does: what goes in and out of it is checked by prism against
`openapi.json`, and what it posts is signed here in three lines of its own.
"""

import hashlib
import hmac
import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import requests
from django.utils import timezone

OUR_NUMBER = "+358401110000"
DEVICE = "phone"


@dataclass
class Phone:
    """`url` is where it takes texts; `key` is what it signs with."""

    key: str
    url: str = ""
    texts: dict[str, dict[str, Any]] = field(default_factory=dict)
    webhooks: list[dict[str, str]] = field(default_factory=list)

    def take(self, message: dict[str, Any]) -> tuple[int, object]:
        """Queue a text, unless one of its id is there."""
        if message["id"] in self.texts:
            return 409, {"code": 409, "message": "there is one of this id"}
        self.texts[message["id"]] = message | {"state": "Pending"}
        return 202, self.state(message["id"])

    def state(self, name: str) -> dict[str, Any]:
        """Return what became of a text."""
        text = self.texts[name]
        now = timezone.now().isoformat()
        said = {"phoneNumber": text["phoneNumbers"][0], "state": text["state"], "error": None}
        if text["state"] == "Failed":
            said["error"] = "Send result: RESULT_ERROR_GENERIC_FAILURE"
        return {
            "id": name,
            "deviceId": DEVICE,
            "state": text["state"],
            "isHashed": False,
            "isEncrypted": False,
            "createdAt": now,
            "states": {text["state"]: now},
            "recipients": [said],
        }

    def register(self, webhook: dict[str, str]) -> tuple[int, object]:
        """Note where to post an event."""
        kept = {"id": uuid.uuid4().hex, "url": webhook["url"], "event": webhook["event"]}
        self.webhooks.append(kept)
        return 201, kept

    def become(self, name: str, state: str) -> None:
        """Let a text become Sent, Delivered or Failed, and tell."""
        text = self.texts[name]
        text["state"] = state
        to = text["phoneNumbers"][0]
        payload = {"messageId": name, "phoneNumber": to, "sender": OUR_NUMBER, "recipient": to}
        if state == "Failed":
            payload["reason"] = "Send result: RESULT_ERROR_GENERIC_FAILURE"
        self.tell(f"sms:{state.lower()}", payload)

    def receive(self, sender: str, body: str) -> None:
        """Let somebody write to the phone, and tell."""
        payload: dict[str, Any] = {"messageId": "0badcafe", "message": body, "phoneNumber": sender}
        payload |= {"sender": sender, "recipient": OUR_NUMBER, "simNumber": 1}
        payload |= {"receivedAt": timezone.localtime().isoformat(timespec="milliseconds")}
        self.tell("sms:received", payload)

    def tell(self, event: str, payload: dict[str, Any]) -> None:
        """Post an event to where it is registered, signed as the app signs."""
        for webhook in self.webhooks:
            if webhook["event"] == event:
                told = {"deviceId": DEVICE, "event": event, "id": uuid.uuid4().hex}
                body = json.dumps(told | {"payload": payload, "webhookId": webhook["id"]}).encode()
                headers = {"Content-Type": "application/json", **signed(self.key, body)}
                requests.post(webhook["url"], body, headers=headers, timeout=30).raise_for_status()


def signed(key: str, body: bytes, at: float | None = None) -> dict[str, str]:
    """Return the two headers with which the app proves `body`."""
    stamp = str(int(time.time() if at is None else at))
    signature = hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256).hexdigest()
    return {"X-Timestamp": stamp, "X-Signature": signature}


@contextmanager
def phone(key: str) -> Iterator[Phone]:
    """Switch a phone on until the block ends."""
    made = Phone(key)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def _handler(phone: Phone) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            name = path.removeprefix("/messages/")
            if path == "/webhooks":
                self._answer(200, phone.webhooks)
            elif name in phone.texts:
                self._answer(200, phone.state(name))
            else:
                self._answer(404, None)

        def do_POST(self) -> None:
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            act = phone.register if self.path == "/webhooks" else phone.take
            self._answer(*act(said))

        def _answer(self, status: int, said: object) -> None:
            body = b"" if said is None else json.dumps(said).encode()
            self.send_response(status)
            if body:
                self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        log_message: Callable[..., None] = lambda *_args: None

    return Handler
