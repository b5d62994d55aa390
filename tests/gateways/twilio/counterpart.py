"""Twilio without Twilio: its official client, a proxy that checks both sides, and `emulate`.

`emulate` keeps state and posts signed webhooks; prism refuses whatever the document does not allow, in both
directions. Neither was written here.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from twilio.request_validator import RequestValidator
from twilio.rest import Client

from notifications.gateways.base import Status
from tests.gateways.counterpart import Taken
from tests.gateways.ear import Heard
from tests.gateways.programs import free_port, node
from tests.gateways.twilio.document import write_document
from tests.gateways.twilio.rebased import ORIGIN, PREFER, Rebased

# What emulate begins with.
ACCOUNT, TOKEN, OUR_NUMBER = "AC" + "0" * 32, "twilio_test_auth_token", "+15551234567"
ANOTHER_ACCOUNT = "AC" + "1" * 32
WORDS = {Status.SENT: "sent", Status.DELIVERED: "delivered", Status.FAILED: "undelivered"}
SIGNATURE = "X-Twilio-Signature"
PRISM = "@stoplight/prism-cli/dist/index.js"


@dataclass(frozen=True)
class Origins:
    """Where the programs listen: `checked` is the proxy in front of `emulate`, `refusing` answers with errors."""

    emulate: str
    checked: str
    refusing: str


@contextmanager
def running(folder: Path) -> Iterator[Origins]:
    """Run emulate, the proxy in front of it and the mock that refuses."""
    ports = [free_port() for _ in range(3)]
    origins = Origins(*(f"http://127.0.0.1:{port}" for port in ports))
    with (
        node(
            "emulate/dist/index.js", "--service", "twilio", "--port", ports[0],
            log=folder / "emulate.log", port=ports[0],
        ),
        node(
            PRISM, "proxy", "-h", "127.0.0.1", "-p", ports[1], "--errors",
            write_document(folder, with_errors=False), origins.emulate,
            log=folder / "proxy.log", port=ports[1],
        ),
        node(
            PRISM, "mock", "-h", "127.0.0.1", "-p", ports[2],
            write_document(folder, with_errors=True),
            log=folder / "mock.log", port=ports[2],
        ),
    ):  # fmt: skip
        yield origins


@dataclass
class Twilio:
    """Drives emulate. `public_url` is where it posts what people write."""

    origins: Origins
    public_url: str
    gateway: str = "tests.gateways.twilio.rebased.TwilioHere"
    _before: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.client = Client(ACCOUNT, TOKEN, http_client=Rebased(self.origins.emulate, 10))
        self._before = {str(message.sid) for message in self.client.messages.list()}
        (number,) = self.client.incoming_phone_numbers.list(phone_number=OUR_NUMBER)
        number.update(sms_url=f"{self.public_url}/gateways/twilio/inbound/")

    def environment(self) -> dict[str, str]:
        """Lead the gateway to the proxy in front of emulate."""
        return self.environment_at(self.origins.checked)

    def environment_at(self, origin: str) -> dict[str, str]:
        """Lead the gateway to `origin`."""
        return {
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": OUR_NUMBER,
            ORIGIN: origin,
            PREFER: "",
        }

    def taken(self) -> list[Taken]:
        """Ask emulate what it was handed."""
        messages = [
            message
            for message in self.client.messages.list()
            if message.sid not in self._before and message.direction == "outbound-api"
        ]
        return [Taken(m.to, m.body, m.sid) for m in reversed(messages)]

    def report(self, text: Taken, status: Status) -> None:
        """Let emulate post a status, signed."""
        self._simulate("message-status", MessageSid=text.name, Status=WORDS[status])

    def incoming(self, sender: str, body: str) -> None:
        """Let emulate post a text, signed."""
        self._simulate("inbound-message", To=OUR_NUMBER, From=sender, Body=body)

    def forged(self, heard: Heard) -> list[Heard]:
        """Return what must not count, from unsigned to signed by another account's token."""
        fields = dict(parse_qsl(heard.body.decode(), keep_blank_values=True))
        signature = heard.headers[SIGNATURE]
        unsigned = {name: value for name, value in heard.headers.items() if name != SIGNATURE}
        as_json = heard.headers | {"Content-Type": "application/json"}
        of_address = RequestValidator(TOKEN).compute_signature(self.public_url + heard.path, {})
        newer = "X-Twilio-Webhooks-Signature-Settings"
        return [
            replace(heard, headers=unsigned),
            replace(heard, headers=heard.headers | {SIGNATURE: ""}),
            replace(heard, headers=heard.headers | {SIGNATURE: "\xe5" + signature[1:]}),
            replace(heard, body=urlencode(fields | {"Body": "Lopeta"}).encode()),
            replace(heard, path=f"{heard.path}?more=1"),
            replace(heard, headers=as_json, body=json.dumps(fields).encode()),
            replace(heard, headers=as_json | {SIGNATURE: of_address}, body=b'{"Body": "Lopeta"}'),
            replace(heard, headers=unsigned | {newer: "key=x,algorithm=HMAC_SHA256"}),
            self._signed(heard, fields, "another token"),
            self._signed(heard, fields | {"AccountSid": ANOTHER_ACCOUNT}, TOKEN),
        ]

    def _signed(self, heard: Heard, fields: dict[str, str], token: str) -> Heard:
        address = self.public_url + heard.path
        signature = RequestValidator(token).compute_signature(address, fields)
        headers = heard.headers | {SIGNATURE: signature}
        return replace(heard, headers=headers, body=urlencode(fields).encode())

    def _simulate(self, what: str, **fields: str) -> None:
        answer = self.client.http_client.session.post(
            f"{self.origins.emulate}/_twilio/simulate/{what}", data=fields, auth=(ACCOUNT, TOKEN)
        )
        assert answer.status_code in {200, 201}, answer.text


@dataclass
class RefusingTwilio(Twilio):
    """Drives prism alone, which answers with one of Twilio's errors."""

    code: int = 21211
    status: int = 400

    def environment(self) -> dict[str, str]:
        """Lead the gateway to the mock, and ask it for the error."""
        prefer = f"code={self.status}, example=e{self.code}"
        return self.environment_at(self.origins.refusing) | {PREFER: prefer}

    def bad_number(self) -> str:
        """Return any number: this one refuses them all."""
        return "+358401230099"
