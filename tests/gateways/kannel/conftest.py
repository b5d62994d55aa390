"""A carrier and a Kannel, started once for all tests of a process, and the driver that the contract asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from notifications.gateways.base import Status
from tests.gateways.counterpart import Taken, eventually
from tests.gateways.ear import Heard, listening
from tests.gateways.kannel.carrier import OUR_NUMBER, carrier
from tests.gateways.kannel.office import KANNEL_PASSWORD, SECRET, Kannel, kannel
from tests.gateways.trouble import troubled

NOWHERE = "http://127.0.0.1:9"
STAT = {Status.DELIVERED: "DELIVRD", Status.FAILED: "UNDELIV"}


@dataclass(frozen=True)
class Driver:
    """Kannel and the carrier behind it, as the contract drives them."""

    kannel: Kannel
    callback_url: str
    gateway: str = "notifications.gateways.kannel.KannelGateway"

    def environment(self) -> dict[str, str]:
        """Return the settings of an office that sends from a number."""
        return self.environment_at(self.kannel.url)

    def environment_at(self, origin: str) -> dict[str, str]:
        """Return the same with Kannel elsewhere."""
        return {
            "KANNEL_SENDSMS_URL": f"{origin}/cgi-bin/sendsms",
            "KANNEL_USERNAME": "rinki",
            "KANNEL_PASSWORD": KANNEL_PASSWORD,
            "KANNEL_FROM": f"+{OUR_NUMBER}",
            "KANNEL_SECRET": SECRET,
            "KANNEL_CALLBACK_URL": self.callback_url,
        }

    def taken(self) -> list[Taken]:
        """Return what the carrier has."""
        return self.kannel.carrier.taken()

    def report(self, text: Taken, status: Status) -> None:
        """Let the carrier send a receipt; that it has a text Kannel says by itself."""
        if status in STAT:
            self.kannel.carrier.receipt(text, STAT[status])

    def incoming(self, sender: str, body: str) -> None:
        """Let somebody write to our number."""
        self.kannel.carrier.incoming(sender, body)

    def bad_number(self) -> str:
        """Return a number that the carrier does not know."""
        return "+358401230999"

    def forged(self, heard: Heard) -> list[Heard]:
        """Return the request without the secret, with another, and with the secret where it does not count."""
        key = f"key={SECRET}"
        elsewhere = {**heard.headers, "Authorization": SECRET, "Cookie": key}
        return [
            replace(heard, path=heard.path.replace(key, "")),
            replace(heard, path=heard.path.replace(key, "key=")),
            replace(heard, path=heard.path.replace(key, key[:-1])),
            replace(heard, path=heard.path.replace(key, "key=%C3%A5")),
            replace(heard, path=heard.path.replace(key, ""), headers=elsewhere),
        ]


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kannel]:
    """The carrier and Kannel."""
    folder = tmp_path_factory.mktemp("kannel")
    with carrier(folder) as centre, kannel(centre, folder) as made:
        yield made


@pytest.fixture
def office(everything: Kannel) -> Iterator[Kannel]:
    """Kannel with nothing left of the test before; its last words are shown when a test fails."""
    assert eventually(lambda: not everything.waiting())
    everything.carrier.ask("reset")
    yield everything
    print(everything.logs()[-4000:])  # noqa: T201  shown when the test fails


@pytest.fixture(scope="session")
def shredder() -> Iterator[str]:
    """Where reports go in tests that do not listen: Kannel would try for a day to give them to nobody."""
    with troubled(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n") as origin:
        yield origin


@pytest.fixture
def counterpart(office: Kannel, public_url: str, shredder: str) -> Iterator[Driver]:
    """The service behind the door at which Kannel finds it, the same in all tests."""
    listens = public_url != NOWHERE
    with listening(public_url, office.door):
        yield Driver(office, public_url if listens else shredder)
