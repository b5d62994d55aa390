"""What Kannel asks of us, request by request: who may, and what is made of it."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django import Settings

from notifications.gateways.base import Fault, Status
from notifications.gateways.kannel.config import KannelConfig
from notifications.gateways.kannel.webhooks import parse_inbound, parse_status, verify
from notifications.models import Inbound
from tests.gateways.kannel.test_config import WHOLE

SECRET = WHOLE["KANNEL_SECRET"]
INBOUND = f"/gateways/kannel/inbound/?key={SECRET}&id=a1"


def config(allowed: str = "127.0.0.1,::1") -> KannelConfig:
    """Return whole settings with callers allowed from `allowed`."""
    return KannelConfig.from_environment({**WHOLE, "KANNEL_ALLOWED": allowed})


def posted(
    rf: RequestFactory, body: bytes, path: str = INBOUND, kind: str = "text/plain", **more: str
) -> HttpRequest:
    """Return a text as Kannel posts it."""
    headers = {"X-Kannel-From": "+358401230002", "X-Kannel-To": "358401110000", **more}
    headers.setdefault("X-Kannel-Time", "2026-11-23 07:05:00")
    # Not post(): that would write the body anew in the charset it is said to have.
    return rf.generic("POST", path, body, content_type=kind, headers=headers)


@pytest.mark.parametrize(
    ("address", "allowed", "believed"),
    [
        ("127.0.0.1", "127.0.0.1,::1", True),
        ("::1", "127.0.0.1,::1", True),
        ("::ffff:127.0.0.1", "127.0.0.1", True),
        ("10.1.2.3", "10.1.0.0/16", True),
        ("10.2.2.3", "10.1.0.0/16", False),
        ("192.0.2.7", "127.0.0.1,::1", False),
        ("", "127.0.0.1", False),
        ("nobody", "127.0.0.1", False),
    ],
)
def test_who_knows_the_secret_is_believed_from_allowed_addresses_only(
    rf: RequestFactory, address: str, allowed: str, believed: bool
) -> None:
    request = rf.get(f"/gateways/kannel/status/1.x/?key={SECRET}", REMOTE_ADDR=address)
    assert verify(request, config(allowed)) is believed


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto"])
def test_what_came_from_outside_through_a_web_server_is_not_believed(
    rf: RequestFactory, name: str
) -> None:
    request = rf.get(f"/gateways/kannel/status/1.x/?key={SECRET}", headers={name: "192.0.2.7"})
    assert verify(request, config()) is False


def test_without_the_secret_nobody_is_believed(rf: RequestFactory) -> None:
    for query in ("", "?key=", f"?key={SECRET}x", f"?KEY={SECRET}", "?key=%C3%A5%00"):
        assert verify(rf.get(f"/gateways/kannel/status/1.x/{query}"), config()) is False


@pytest.mark.parametrize(
    ("body", "kind", "coding"),
    [
        ("Kyllä – €".encode(), 'text/plain; charset="UTF-8"', "0"),
        ("Kyllä – €".encode(), "text/plain", "0"),
        ("Kyllä – €".encode("utf-16-be"), 'text/plain; charset="UTF-16BE"', "2"),
        ("Kyllä – €".encode("utf-16-be"), "text/plain", "2"),
        ("Kyllä – €".encode("cp1252"), "text/plain; charset=windows-1252", "0"),
        ("Kyllä – €".encode(), 'text/plain; charset="8-BIT"', "1"),
    ],
)
def test_a_text_is_read_as_declared_or_else_as_it_can_be(
    rf: RequestFactory, body: bytes, kind: str, coding: str
) -> None:
    (text,) = parse_inbound(posted(rf, body, kind=kind, **{"X-Kannel-Coding": coding}))
    assert text.body == "Kyllä – €"
    assert (text.sender, text.recipient) == ("+358401230002", "+358401110000")
    assert text.provider_id == "a1"


@pytest.mark.parametrize("coding", ["0", "1", "2", "x"])
def test_no_bytes_are_too_broken_to_be_kept(rf: RequestFactory, coding: str) -> None:
    (text,) = parse_inbound(posted(rf, b"Kyll\xe4\xff", **{"X-Kannel-Coding": coding}))
    assert text.body
    (empty,) = parse_inbound(posted(rf, b"", **{"X-Kannel-Coding": coding}))
    assert empty.body == ""


def test_a_text_without_an_id_gets_the_same_one_each_time_and_another_text_another(
    rf: RequestFactory,
) -> None:
    bare = INBOUND.removesuffix("&id=a1")
    first, again, other = (
        parse_inbound(posted(rf, body, bare))[0].provider_id for body in (b"Ok", b"Ok", b"Ei")
    )
    later = posted(rf, b"Ok", bare, **{"X-Kannel-Time": "2026-11-23 07:06:00"})
    assert first == again
    assert len({first, other, parse_inbound(later)[0].provider_id}) == 3


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("358401230002", "+358401230002"),
        ("0401230002", "+358401230002"),
        ("46701234567", "46701234567"),
        ("16100", "16100"),
        ("Elisa", "Elisa"),
    ],
)
def test_a_sender_is_written_one_way(rf: RequestFactory, said: str, meant: str) -> None:
    (text,) = parse_inbound(posted(rf, b"Ok", **{"X-Kannel-From": said}))
    assert text.sender == meant


def test_what_nobody_sent_is_no_text(rf: RequestFactory) -> None:
    assert parse_inbound(posted(rf, b"Ok", **{"X-Kannel-From": ""})) == []


@pytest.mark.parametrize(
    ("kind", "answer", "status", "fault", "code"),
    [
        ("1", "id:1", Status.DELIVERED, "", ""),
        ("2", "id:1", Status.FAILED, "refused", ""),
        ("4", "", Status.ACCEPTED, "", ""),
        ("8", "ACK/", Status.SENT, "", ""),
        ("16", "NACK/0x0000000b/Invalid", Status.FAILED, "number", "0x0b"),
        ("16", "NACK/0x00000058/Throttling", Status.FAILED, "temporary", "0x58"),
        ("16", "NACK/0x0000000e/Invalid", Status.FAILED, "configuration", "0x0e"),
        ("16", "NACK/0x00000400/Vendor", Status.FAILED, "refused", "0x400"),
        ("16", "NACK/MALFORMED", Status.FAILED, "refused", ""),
        ("16", "", Status.FAILED, "refused", ""),
        ("32", "", None, "", ""),
        ("", "", None, "", ""),
        ("x" * 50, "", None, "", ""),
    ],
)
def test_a_report_is_put_into_our_words(
    rf: RequestFactory, kind: str, answer: str, status: Status | None, fault: str, code: str
) -> None:
    (report,) = parse_status(rf.get("/", {"type": kind, "answer": answer}))
    assert (report.status, report.fault, report.code) == (status, Fault(fault), code)
    assert 0 < len(report.raw) <= 20


@pytest.mark.usefixtures("maija")
def test_on_this_machine_kannel_calls_without_tls_and_is_heard(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in WHOLE.items():
        monkeypatch.setenv(name, value)
    settings.RINKI_GATEWAYS = ["notifications.gateways.kannel.KannelGateway"]
    settings.SECURE_SSL_REDIRECT = True
    answer = Client(headers={"X-Kannel-From": "+358401230002"}).post(
        INBOUND, b"Ok", content_type="text/plain"
    )
    assert (answer.status_code, answer.content) == (200, b"")
    assert (Inbound.objects.get().sender, Inbound.objects.get().body) == ("+358401230002", "Ok")
    assert Client().get("/today/").status_code == 301
