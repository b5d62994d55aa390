"""What every gateway offers, in words common to all: the protocol, what goes in and what comes out.

Shaped after django-anymail's back ends. A gateway knows no model of ours: it gets plain values and
gives plain values, so that one suite of contract tests can run against every one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from django.http import HttpRequest, HttpResponse


class Fault(StrEnum):
    """Why a text did not go, in one vocabulary for all gateways.

    NUMBER: this number takes no texts, now or ever. OPTED_OUT: its holder told the carrier to stop.
    REFUSED: the text itself was refused. TEMPORARY: try again. CONFIGURATION: somebody must mend
    our settings. AMBIGUOUS: the gateway may or may not have taken it.
    """

    NONE = ""
    NUMBER = "number"
    OPTED_OUT = "opted_out"
    REFUSED = "refused"
    TEMPORARY = "temporary"
    CONFIGURATION = "configuration"
    AMBIGUOUS = "ambiguous"


class Status(StrEnum):
    """What a gateway says of a text it has taken. SENT means handed to the network."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True)
class Capabilities:
    """What a gateway can do.

    `two_way`: an answer to its texts comes back to us. `alphanumeric`: its sender may be a name.
    `receipts`: it reports arrival. `look_up`: it can be asked whether it took a text.
    """

    two_way: bool
    alphanumeric: bool
    receipts: bool
    look_up: bool


@dataclass(frozen=True)
class Sms:
    """One text to hand over. `reference` is our own unguessable id, for the address of callbacks.

    After `expires_at` it must not arrive any more: a gateway that can tell its network so does. When
    asking after a text, `provider_id` is the gateway's id if known, and `not_these` are those of other
    texts of ours to the same number.
    """

    reference: str
    to: str
    body: str
    handed_over_at: datetime
    provider_id: str = ""
    not_these: frozenset[str] = frozenset()
    expires_at: datetime | None = None


@dataclass(frozen=True)
class SendResult:
    """What came of handing a text over: without a fault it was taken, as `status` says."""

    provider_id: str = ""
    status: Status = Status.ACCEPTED
    fault: Fault = Fault.NONE
    code: str = ""


@dataclass(frozen=True)
class InboundSms:
    """One text that came in, word for word.

    `stopped_by_carrier`: the carrier has taken it as a wish for no more, and lets nothing through any longer.
    """

    provider_id: str
    sender: str
    recipient: str
    body: str
    stopped_by_carrier: bool = False


@dataclass(frozen=True)
class VoiceCall:
    """One step of somebody's call to the service: `key` is what they pressed, or "" before that."""

    provider_id: str
    caller: str
    key: str


@dataclass(frozen=True)
class StatusReport:
    """What the gateway says happened to one of our texts; `status` is None when we know no such word.

    `reference` is our own, of a gateway that names it in the report and not in the address.
    """

    provider_id: str
    status: Status | None
    raw: str
    fault: Fault = Fault.NONE
    code: str = ""
    reference: str = ""


class LookUp(StrEnum):
    """Whether the gateway has a text."""

    FOUND = "found"
    ABSENT = "absent"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class Found:
    """The answer to "did you take this text?"; with FOUND comes what became of it."""

    look_up: LookUp
    report: StatusReport | None = None


class Gateway(Protocol):
    """One way out and in for texts.

    `timeout` is the longest a call may take, in seconds. `listing_lag` is how long after taking a
    text the gateway may still answer that it has none, in seconds: nobody asks earlier. `rate` is how
    many texts a second it takes, and `concurrent` how many calls at once are useful: 1 is one after
    another, in the sender's own thread.
    """

    name: str
    capabilities: Capabilities
    timeout: float
    listing_lag: float
    rate: float
    concurrent: int

    def send(self, sms: Sms) -> SendResult:
        """Hand `sms` over once. Never raises for what the network or the gateway does."""
        ...

    def look_up(self, sms: Sms) -> Found:
        """Ask whether `sms` was taken, by its provider's id or else by number, text and time."""
        ...

    def verify(self, request: HttpRequest) -> bool:
        """Tell whether `request` surely comes from the gateway."""
        ...

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        """Read the texts in a verified request."""
        ...

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        """Read the reports in a verified request."""
        ...

    def acknowledge(self) -> HttpResponse:
        """Return the answer the gateway expects to its requests: one that it will not send on."""
        ...

    def poll(self, since: datetime) -> list[InboundSms]:
        """Ask for the texts that came in after `since`: the net under a lost webhook."""
        ...


class NoWebhooks:
    """For a gateway that posts nothing to us: heard by `poll` and `look_up` alone."""

    def verify(self, request: HttpRequest) -> bool:
        """Nobody may speak for it."""
        return False

    def parse_inbound(self, request: HttpRequest) -> list[InboundSms]:
        """Nothing comes this way."""
        return []

    def parse_status(self, request: HttpRequest) -> list[StatusReport]:
        """Nothing comes this way."""
        return []

    def acknowledge(self) -> HttpResponse:
        """Return an empty answer."""
        return HttpResponse(status=204)


class NeverHeardOf(NoWebhooks):
    """For a gateway that takes texts and tells nothing of them afterwards; nobody can reply through it."""

    def look_up(self, sms: Sms) -> Found:
        """It cannot say."""
        return Found(LookUp.CANNOT_SAY)

    def poll(self, since: datetime) -> list[InboundSms]:
        """Nothing comes this way."""
        return []


@runtime_checkable
class Answers(Protocol):
    """What a gateway offers that can answer a call as well. `language` is fi, sv or en."""

    name: str

    def verify(self, request: HttpRequest) -> bool:
        """Tell whether `request` surely comes from the gateway."""
        ...

    def parse_call(self, request: HttpRequest) -> VoiceCall | None:
        """Read the call in a verified request, or None when it is none."""
        ...

    def ask_for_key(self, question: str, otherwise: str, language: str) -> HttpResponse:
        """Say `question`, twice if need be, and wait for a key; without one say `otherwise` and hang up."""
        ...

    def say(self, sentence: str, language: str) -> HttpResponse:
        """Say `sentence` and hang up."""
        ...


@runtime_checkable
class SendsAs(Protocol):
    """What a gateway offers whose sender we choose: a name or number that must be authorised beforehand."""

    sender: str


@runtime_checkable
class Keeps(Protocol):
    """What a gateway offers that posts nothing to us, and keeps what came in until we have it."""

    def stored(self, texts: Sequence[InboundSms]) -> None:
        """Hear that `texts`, which `poll` gave, are safe with us: they need not be given again."""
        ...

    def reports(self, since: datetime) -> list[StatusReport]:
        """Return what became of our texts since then, each with our own `reference`."""
        ...


@runtime_checkable
class Watched(Protocol):
    """What a gateway offers that knows of its own health, such as a modem that was pulled out."""

    def trouble(self) -> str:
        """Return in one sentence for the office what is wrong with it, or "" when nothing is."""
        ...


class GatewaySettingsError(Exception):
    """A gateway lacks settings: `missing` names each."""

    def __init__(self, gateway: str, missing: list[str]) -> None:
        super().__init__(f"{gateway}: {', '.join(missing)}")
        self.gateway = gateway
        self.missing = missing
