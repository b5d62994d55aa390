"""A real mail server (aiosmtpd) in the place of a service that turns e-mail into SMS."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from ssl import SSLContext

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from notifications.gateways.email.config import SMTP as BACKEND
from tests.bench.servers import free_port
from tests.gateways.counterpart import Taken
from tests.gateways.trouble import nobody_listens

# The server writes whole letters into the log; it is the other side's, and none of ours.
logging.getLogger("mail.log").setLevel(logging.CRITICAL)

ADDRESS = "{number}@sms.example.org"
NEVER = 60  # seconds
UNKNOWN_NUMBER = "+358401239999"


@dataclass
class MailServer:
    """Takes letters, and refuses, drops or keeps silent at the step that the test names.

    `answers` maps a step ("MAIL", "RCPT", "DATA") to what is said there instead of yes; "drop" closes the
    line without a word and "never" says nothing.
    """

    settings: Settings
    port: int = 0
    gateway: str = "notifications.gateways.email.EmailGateway"
    answers: dict[str, str] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        """Lead the service's letters here; return the gateway's own settings."""
        self.lead_to("127.0.0.1", self.port)
        return {"EMAIL_SMS_ADDRESS": ADDRESS, "EMAIL_SMS_FROM": "Vapari <rinki@example.org>"}

    def away(self) -> dict[str, str]:
        """Return settings that lead to where nobody is."""
        environment = self.environment()
        self.lead_to("127.0.0.1", int(nobody_listens().rpartition(":")[2]))
        return environment

    def lead_to(self, host: str, port: int, **more: object) -> None:
        """Make this the mail server of the service."""
        wire = {"BACKEND": BACKEND, "HOST": host, "PORT": port, "USE_TLS": False, "USE_SSL": False}
        for name, value in {**wire, "HOST_USER": "", "HOST_PASSWORD": "", **more}.items():
            setattr(self.settings, f"EMAIL_{name}", value)

    def taken(self) -> list[Taken]:
        """Return the texts in the letters."""
        return [
            Taken(str(letter["To"]).partition("@")[0], text_of(letter), str(letter["Message-ID"]))
            for letter in self.letters
        ]

    def bad_number(self) -> str:
        """Return a number that is nobody's."""
        return UNKNOWN_NUMBER

    async def handle_MAIL(  # noqa: N802  # the names are the library's
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return await self._at("MAIL", server)

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith(UNKNOWN_NUMBER):
            return "550 5.1.1 No such subscriber"
        envelope.rcpt_tos.append(address)
        return await self._at("RCPT", server)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        letter = message_from_bytes(envelope.original_content or b"", policy=policy.SMTP)
        answer = await self._at("DATA", server)
        if answer.startswith("250"):
            self.letters.append(letter)
        return answer

    async def _at(self, step: str, server: SMTP) -> str:
        self.commands.append(step)
        answer = self.answers.get(step, "250 OK")
        if answer == "never":
            await asyncio.sleep(NEVER)
        if answer == "drop" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return answer


def text_of(letter: EmailMessage) -> str:
    """Return the words of a letter as a phone would show them: without the last end of line."""
    return str(letter.get_content()).replace("\r\n", "\n").removesuffix("\n")


@contextmanager
def mail_server(settings: Settings, trust: SSLContext | None = None) -> Iterator[MailServer]:
    """Start a mail server; it goes away with the block."""
    server = MailServer(settings, free_port())
    running = Controller(server, hostname="127.0.0.1", port=server.port, ssl_context=trust)
    running.start()
    yield server
    running.stop()
