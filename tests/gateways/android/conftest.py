"""A phone behind prism, which lets nothing pass that the description does not allow, and the contract's driver."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings

from notifications.gateways.base import Status
from tests.gateways.android.phone import Phone, phone, signed
from tests.gateways.counterpart import Taken
from tests.gateways.ear import Heard
from tests.gateways.programs import free_port, node

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "gateways" / "android.md"
DESCRIPTION = Path(__file__).parent / "openapi.json"
PRISM = "@stoplight/prism-cli/dist/index.js"
KEY = "for tests only, but of 32 or more characters"
WORDS = {Status.SENT: "Sent", Status.DELIVERED: "Delivered", Status.FAILED: "Failed"}


@dataclass(frozen=True)
class Driver:
    """The phone as the contract drives it; `url` is prism's."""

    phone: Phone
    url: str
    gateway: str = "notifications.gateways.android.AndroidGateway"

    def environment(self) -> dict[str, str]:
        """Return the settings of an office with a phone."""
        return self.environment_at(self.url)

    def environment_at(self, origin: str) -> dict[str, str]:
        """Return the same with the phone elsewhere."""
        return {
            "ANDROID_SMS_URL": origin,
            "ANDROID_SMS_USERNAME": "USERNAME",
            "ANDROID_SMS_PASSWORD": "PASSWORD",
            "ANDROID_SMS_SIGNING_KEY": KEY,
        }

    def taken(self) -> list[Taken]:
        """Return what the phone has."""
        return [
            Taken(text["phoneNumbers"][0], text["textMessage"]["text"], name)
            for name, text in self.phone.texts.items()
        ]

    def report(self, text: Taken, status: Status) -> None:
        """Let the phone say what became of a text."""
        self.phone.become(text.name, WORDS[status])

    def incoming(self, sender: str, body: str) -> None:
        """Let somebody write to the phone."""
        self.phone.receive(sender, body)

    def forged(self, heard: Heard) -> list[Heard]:
        """Return the request unsigned, changed, signed by another, or kept by somebody since yesterday."""
        bare = {n: v for n, v in heard.headers.items() if not n.startswith("X-")}
        stamped = {**heard.headers, "X-Timestamp": str(int(heard.headers["X-Timestamp"]) + 1)}
        old = signed(KEY, heard.body, at=int(heard.headers["X-Timestamp"]) - 86_400)
        early = signed(KEY, heard.body, at=int(heard.headers["X-Timestamp"]) + 3_600)
        return [
            replace(heard, headers=bare),
            replace(heard, headers={**heard.headers, "X-Signature": ""}),
            replace(heard, headers={**heard.headers, "X-Timestamp": "now"}),
            replace(heard, headers={**heard.headers, "X-Timestamp": "9" * 400}),
            replace(heard, headers=stamped),
            replace(heard, body=heard.body.replace(b"Ok", b"Ei")),
            replace(
                heard, headers=bare | signed("another key of 32 or more characters", heard.body)
            ),
            replace(heard, headers=bare | old),
            replace(heard, headers=bare | early),
        ]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """The phone and prism before it."""
    port = free_port()
    log = tmp_path_factory.mktemp("android") / "prism.log"
    with phone(KEY) as made:
        words = (PRISM, "proxy", "-h", "127.0.0.1", "-p", port, "--errors", DESCRIPTION, made.url)
        with node(*words, log=log, port=port):
            yield Driver(made, f"http://127.0.0.1:{port}")


@pytest.fixture
def counterpart(everything: Driver, public_url: str) -> Driver:
    """The phone with nothing left of the test before, told as the document for operators says where to post."""
    everything.phone.texts.clear()
    everything.phone.webhooks.clear()
    exec(registering(everything.url, public_url), {})  # noqa: S102  our own document
    return everything


def registering(url: str, public_url: str) -> str:
    """Return the document's lines that tell the phone where to post."""
    found = re.search(r"( *)```python\n(.*?)\n *```", DOCUMENT.read_text(), re.DOTALL)
    assert found, "the document does not say how to register the webhooks"
    lines = textwrap.dedent(found[2])
    for written, here in {"https://rinki.example.org": public_url, '"ADDRESS"': f'"{url}"'}.items():
        assert written in lines
        lines = lines.replace(written, here)
    return lines
