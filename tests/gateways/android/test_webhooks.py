"""What the app posts to us, request by request."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from notifications.gateways.android.webhooks import parse_inbound, parse_status, verify
from notifications.gateways.base import Fault, Status
from notifications.models import Inbound, StatusEvent
from notifications.references import reference_of
from people.models import Person
from tests.gateways.android.conftest import KEY
from tests.gateways.android.phone import signed
from tests.gateways.android.test_config import WHOLE
from tests.notifications.makers import AINO, Listening, ask_to_call, state_of

NOW = datetime(2026, 11, 23, 7, 5, tzinfo=UTC)
RECEIVED = {
    "messageId": "0badcafe",
    "message": "Ok, käyty €",
    "sender": "+358401230002",
    "phoneNumber": "+358401230002",
    "recipient": None,
    "simNumber": None,
    "receivedAt": "2026-11-23T09:05:00.000+02:00",
}


def told(event: str, payload: Any) -> bytes:
    """Return an event as the app writes it."""
    return json.dumps({"deviceId": "phone", "event": event, "id": "1", "payload": payload}).encode()


def posted(rf: RequestFactory, body: bytes, at: datetime = NOW, key: str = KEY) -> HttpRequest:
    """Return a request signed at a moment."""
    headers = signed(key, body, at.timestamp())
    return rf.post("/", body, content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    ("minutes", "believed"), [(0, True), (4, True), (-4, True), (6, False), (-6, False)]
)
def test_a_signature_is_good_for_five_minutes(
    rf: RequestFactory, minutes: int, believed: bool
) -> None:
    request = posted(rf, told("sms:received", RECEIVED), NOW + timedelta(minutes=minutes))
    assert verify(request, KEY, NOW) is believed


def test_a_signature_in_capitals_is_the_same_signature(rf: RequestFactory) -> None:
    body = told("sms:received", RECEIVED)
    headers = signed(KEY, body, NOW.timestamp())
    headers["X-Signature"] = headers["X-Signature"].upper()
    request = rf.post("/", body, content_type="application/json", headers=headers)
    assert verify(request, KEY, NOW) is True


def test_a_text_is_read_and_its_id_is_its_own(rf: RequestFactory) -> None:
    (text,) = parse_inbound(posted(rf, told("sms:received", RECEIVED)))
    assert (text.sender, text.recipient, text.body) == ("+358401230002", "", "Ok, käyty €")
    same, later, other = (
        parse_inbound(posted(rf, told("sms:received", {**RECEIVED, **changed})))[0].provider_id
        for changed in (
            {"messageId": "another"},
            {"receivedAt": "2026-11-23T09:06:00.000+02:00"},
            {"message": "Ei"},
        )
    )
    assert same == text.provider_id
    assert len({text.provider_id, later, other}) == 3


def test_an_older_app_names_the_sender_otherwise(rf: RequestFactory) -> None:
    older = {name: value for name, value in RECEIVED.items() if name != "sender"}
    (text,) = parse_inbound(posted(rf, told("sms:received", older | {"phoneNumber": "0401230002"})))
    assert text.sender == "+358401230002"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"garbage",
        b"\xff\xfe",
        b"[]",
        b"null",
        told("sms:received", None),
        told("sms:received", []),
        told("sms:received", {}),
        told("sms:received", {**RECEIVED, "sender": 7, "phoneNumber": None}),
        told("sms:data-received", RECEIVED),
        told("sms:sent", {"messageId": 7}),
        told("system:ping", {"health": {}}),
        b'{"event": "sms:received", "payload": ' + b"[" * 100_000,
    ],
)
def test_what_is_neither_a_text_nor_a_report_is_left(rf: RequestFactory, body: bytes) -> None:
    request = posted(rf, body)
    assert parse_inbound(request) == []
    assert parse_status(request) == []


def test_a_failure_is_told_in_our_words_without_the_number(rf: RequestFactory) -> None:
    payload = {"messageId": "1.x", "reason": "Invalid phone number +358401230002"}
    (report,) = parse_status(posted(rf, told("sms:failed", payload)))
    assert (report.reference, report.status, report.fault) == ("1.x", Status.FAILED, Fault.REFUSED)
    assert "401230002" not in repr(report)


@pytest.fixture
def _in_use(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PUBLIC_BASE_URL = "https://rinki.esimerkki.fi"
    for name, value in (WHOLE | {"ANDROID_SMS_SIGNING_KEY": KEY}).items():
        monkeypatch.setenv(name, value)
    settings.RINKI_GATEWAYS = ["notifications.gateways.android.AndroidGateway"]


def post(path: str, body: bytes) -> int:
    """Post as the phone does now."""
    headers = signed(KEY, body, timezone.now().timestamp())
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.content == b""
    return answer.status_code


@pytest.mark.usefixtures("_in_use", "topic")
def test_a_report_finds_its_text_by_our_reference_before_our_own_acknowledgement(
    maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija, AINO)
    body = told("sms:delivered", {"messageId": reference_of(message.pk)})
    assert post("/gateways/android/status/", body) == 204
    assert state_of(message) == "delivered"
    assert topic.lost == []


@pytest.mark.usefixtures("_in_use", "coordinator")
@pytest.mark.parametrize("name", ["", "somebody else's", "1", "999999.guessed", "1." + "x" * 22])
def test_a_report_of_a_text_that_is_not_ours_is_acknowledged_and_left(name: str) -> None:
    body = told("sms:delivered", {"messageId": name})
    assert post("/gateways/android/status/", body) == 204
    assert not StatusEvent.objects.exists()


@pytest.mark.usefixtures("_in_use", "maija")
def test_events_at_the_wrong_address_do_no_harm() -> None:
    assert post("/gateways/android/inbound/", told("sms:sent", {"messageId": "1.x"})) == 204
    assert post("/gateways/android/status/", told("sms:received", RECEIVED)) == 204
    assert not Inbound.objects.exists()
    assert not StatusEvent.objects.exists()
