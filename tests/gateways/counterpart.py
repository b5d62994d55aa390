"""What a gateway's tests must bring: a driver of the thing at the other end of the line.

The contract suite (`tests.gateways.contract`) asks a driver for no more than this, and each class of the
suite only for the part it needs.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from notifications.gateways.base import Status
from tests.gateways.ear import Heard

T = TypeVar("T")
# Seconds for a real program to do what it was asked. A text that gammu-smsd had in hand when it was killed waits
# for a minute before it is taken in hand again.
PATIENCE = 150


@dataclass(frozen=True)
class Taken:
    """One text as the counterpart holds it; `name` is whatever the driver finds it by again."""

    to: str
    body: str
    name: str


class Counterpart(Protocol):
    """Drives one counterpart. `gateway` is the dotted path for RINKI_GATEWAYS."""

    gateway: str

    def environment(self) -> Mapping[str, str]:
        """Return the gateway's settings as an operator sets them, led to this counterpart."""
        ...

    def taken(self) -> list[Taken]:
        """Return the texts it was handed since the test began, in order."""
        ...


class Reporting(Counterpart, Protocol):
    """A counterpart that says what became of a text."""

    def report(self, text: Taken, status: Status) -> None:
        """Let `text` become SENT, DELIVERED or FAILED, as the network would."""
        ...


class Answering(Counterpart, Protocol):
    """A counterpart through which people write to us."""

    def incoming(self, sender: str, body: str) -> None:
        """Let `sender` write `body` to our number."""
        ...


class Posting(Answering, Reporting, Protocol):
    """A counterpart that posts to us."""

    def forged(self, heard: Heard) -> list[Heard]:
        """Return versions of a genuine request that must not count: unsigned, changed, of another account…"""
        ...


class Refusing(Counterpart, Protocol):
    """A counterpart that can refuse a number."""

    def bad_number(self) -> str:
        """Return a number that it surely refuses, as it stands in E.164."""
        ...


class Leaving(Counterpart, Protocol):
    """A counterpart that is spoken to in another way than over HTTP, and may not be there."""

    def away(self) -> Mapping[str, str]:
        """Return settings that lead the gateway to where nobody is."""
        ...


class OverHttp(Counterpart, Protocol):
    """A counterpart that is spoken to over HTTP."""

    def environment_at(self, origin: str) -> Mapping[str, str]:
        """Return settings that lead the gateway to `origin`, like "http://127.0.0.1:4000"."""
        ...


def eventually(found: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Return what `found` gives as soon as it is true; a real program needs real time."""
    until = time.monotonic() + seconds
    while not (value := found()) and time.monotonic() < until:
        time.sleep(0.02)
    return value
