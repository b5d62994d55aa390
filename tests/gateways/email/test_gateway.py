"""How far a letter got says what became of its text; and what a letter looks like."""

import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from notifications.gateways.base import Fault, GatewaySettingsError, Sms, Status
from notifications.gateways.email import EmailGateway
from notifications.gateways.email.config import EmailConfig
from tests.gateways.email.mailbox import ADDRESS, MailServer, mail_server, text_of
from tests.gateways.trouble import TROUBLES, trickling, troubled, wrong_certificate

SMS = Sms(
    "12.signed", "+358401230002", "Hei Åke!\nTuletko? €", datetime(2026, 11, 23, 7, tzinfo=UTC)
)
CONFIG = EmailConfig(ADDRESS, "", "{text}", "Vapari <rinki@example.org>")
SHORT = 1.0


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server to which the service's letters are led."""
    with mail_server(settings) as running:
        running.environment()
        yield running


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> EmailGateway:
    """The gateway, with little patience."""
    monkeypatch.setattr(EmailGateway, "timeout", SHORT)
    return EmailGateway(CONFIG)


def test_a_letter_goes_to_the_number_and_says_no_more_than_the_text(
    server: MailServer, gateway: EmailGateway
) -> None:
    result = gateway.send(SMS)
    assert (result.fault, result.status) == (Fault.NONE, Status.ACCEPTED)
    (letter,) = server.letters
    assert letter["To"] == "+358401230002@sms.example.org"
    assert letter["From"] == "Vapari <rinki@example.org>"
    assert letter["Subject"] == ""
    assert letter["Message-ID"] == "<12.signed@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert text_of(letter) == SMS.body
    assert (letter.get_content_type(), letter.is_multipart()) == ("text/plain", False)


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+358401230002", "+358401230002,358401230002,0401230002@x.org"),
        ("+46701234567", "+46701234567,46701234567,0046701234567@x.org"),
    ],
)
def test_the_address_is_written_as_the_service_wants_it(number: str, address: str) -> None:
    config = replace(CONFIG, address="{number},{digits},{local}@x.org")
    assert config.recipient(replace(SMS, to=number)) == address


def test_a_service_may_want_the_text_in_the_subject_on_one_line(server: MailServer) -> None:
    gateway = EmailGateway(replace(CONFIG, subject="secret {digits} {text}", body=""))
    assert gateway.send(SMS).fault is Fault.NONE
    (letter,) = server.letters
    assert letter["Subject"] == "secret 358401230002 Hei Åke! Tuletko? €"
    assert text_of(letter) == ""


def test_a_line_that_is_only_a_full_stop_ends_no_letter(
    server: MailServer, gateway: EmailGateway
) -> None:
    gateway.send(replace(SMS, body="Aino\n.\n..\nVeikko"))
    assert text_of(server.letters[0]) == "Aino\n.\n..\nVeikko"


@pytest.mark.parametrize(
    ("step", "answer", "fault"),
    [
        ("MAIL", "451 4.3.0 Try later", Fault.TEMPORARY),
        ("MAIL", "530 5.7.0 Authentication required", Fault.CONFIGURATION),
        ("MAIL", "550 5.7.1 Sender not allowed", Fault.CONFIGURATION),
        ("MAIL", "554 Go away", Fault.REFUSED),
        ("MAIL", "drop", Fault.TEMPORARY),
        ("MAIL", "never", Fault.TEMPORARY),
        ("RCPT", "450 4.2.1 Greylisted", Fault.TEMPORARY),
        ("RCPT", "550 5.1.1 No such subscriber", Fault.NUMBER),
        ("RCPT", "550 5.7.1 Relaying denied", Fault.CONFIGURATION),
        ("RCPT", "550 No", Fault.REFUSED),
        ("RCPT", "drop", Fault.TEMPORARY),
        ("RCPT", "never", Fault.TEMPORARY),
        ("DATA", "452 4.3.1 Disk full", Fault.TEMPORARY),
        ("DATA", "552 5.3.4 Too long", Fault.REFUSED),
        ("DATA", "554 5.7.1 Spam", Fault.REFUSED),
        ("DATA", "drop", Fault.AMBIGUOUS),
        ("DATA", "never", Fault.AMBIGUOUS),
        ("DATA", "garbage", Fault.AMBIGUOUS),
    ],
)
def test_each_answer_at_each_step_is_put_into_our_words(
    server: MailServer, gateway: EmailGateway, step: str, answer: str, fault: Fault
) -> None:
    server.answers[step] = answer
    began = time.monotonic()
    assert gateway.send(SMS).fault is fault
    assert time.monotonic() - began < SHORT + 2
    assert server.commands[-1] == step
    assert server.letters == []


@pytest.mark.parametrize("trouble", TROUBLES)
def test_who_does_not_greet_like_a_mail_server_was_told_nothing(
    settings: Settings, gateway: EmailGateway, trouble: str
) -> None:
    with troubled(TROUBLES[trouble]) as origin:
        MailServer(settings).lead_to("127.0.0.1", int(origin.rpartition(":")[2]))
        began = time.monotonic()
        assert gateway.send(SMS).fault is Fault.TEMPORARY
        assert time.monotonic() - began < SHORT + 2


def test_a_greeting_that_trickles_for_ever_ends_in_time(
    settings: Settings, gateway: EmailGateway
) -> None:
    with trickling(every=0.2) as origin:
        MailServer(settings).lead_to("127.0.0.1", int(origin.rpartition(":")[2]))
        began = time.monotonic()
        assert gateway.send(SMS).fault is Fault.TEMPORARY
        assert time.monotonic() - began < SHORT + 2


def test_a_name_that_nobody_knows_took_nothing(settings: Settings, gateway: EmailGateway) -> None:
    MailServer(settings).lead_to("mail.invalid", 25)
    assert gateway.send(SMS).fault is Fault.TEMPORARY


def test_a_wrong_certificate_is_for_somebody_to_mend(
    settings: Settings, gateway: EmailGateway, tmp_path: Path
) -> None:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(wrong_certificate(tmp_path))
    with mail_server(settings, trust) as server:
        server.lead_to("127.0.0.1", server.port, USE_SSL=True)
        assert gateway.send(SMS).fault is Fault.CONFIGURATION


@pytest.mark.parametrize("wish", [{"USE_TLS": True}, {"HOST_USER": "rinki"}], ids=["tls", "login"])
def test_a_server_that_cannot_what_the_settings_ask_for_is_told_nothing(
    server: MailServer, gateway: EmailGateway, wish: dict[str, object]
) -> None:
    server.lead_to("127.0.0.1", server.port, **wish)
    assert gateway.send(SMS).fault is Fault.CONFIGURATION
    assert server.commands == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"EMAIL_SMS_ADDRESS": ""}, "EMAIL_SMS_ADDRESS"),
        ({"EMAIL_SMS_ADDRESS": "somebody@sms.example.org"}, "EMAIL_SMS_ADDRESS"),
        ({"EMAIL_SMS_ADDRESS": "{phone}@sms.example.org"}, "EMAIL_SMS_ADDRESS"),
        ({"EMAIL_SMS_ADDRESS": "{number@sms.example.org"}, "EMAIL_SMS_ADDRESS"),
        ({"EMAIL_SMS_BODY": "Hello"}, "EMAIL_SMS_BODY"),
        ({"EMAIL_SMS_SUBJECT": "{password}"}, "EMAIL_SMS_SUBJECT"),
        ({"EMAIL_SMS_FROM": "nobody"}, "EMAIL_SMS_FROM"),
    ],
)
def test_it_refuses_to_start_with_settings_that_make_no_letter(
    server: MailServer, wrong: dict[str, str], named: str
) -> None:
    right = server.environment()
    assert EmailConfig.from_environment(right).address == ADDRESS
    with pytest.raises(GatewaySettingsError, match=named):
        EmailConfig.from_environment(right | wrong)


def test_it_refuses_to_start_while_the_service_has_no_mail_server(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    with pytest.raises(GatewaySettingsError, match="RINKI_EMAIL_URL"):
        EmailConfig.from_environment({"EMAIL_SMS_ADDRESS": ADDRESS})
