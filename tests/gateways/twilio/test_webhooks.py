"""Twilio's webhooks: nothing counts without its signature, and nothing counts twice.

Signed here with the official validator's own computation.
"""

from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from twilio.request_validator import RequestValidator

from notifications.models import Inbound, StatusEvent
from notifications.references import reference_of
from notifications.services.inbound import process_new
from people.models import Person, PhoneNumber
from tests.notifications.makers import AINO, Listening, ask_to_call, minutes

ACCOUNT = "AC" + "0" * 32
PUBLIC = "https://rinki.esimerkki.fi"
INBOUND = "/gateways/twilio/inbound/"
TEXT = {
    "AccountSid": ACCOUNT,
    "MessageSid": "SM77",
    "From": "+358401230002",
    "To": "+358401110000",
    "Body": "Ok, käyty € ",
    "NumMedia": "",
}


@pytest.fixture(autouse=True)
def _twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "+358401110000")
    settings.PUBLIC_BASE_URL = PUBLIC
    settings.RINKI_GATEWAYS = ["notifications.gateways.twilio.TwilioGateway"]


def sign(path: str, fields: dict[str, str], key: str = "secret") -> dict[str, str]:
    """Return the headers of a request that Twilio signed for our public address."""
    signature = RequestValidator(key).compute_signature(PUBLIC + path, fields)
    return {"X-Twilio-Signature": signature}


def post(path: str, fields: dict[str, str], headers: dict[str, str]) -> tuple[int, str, str]:
    """Post a form as Twilio does; return status, content type and body."""
    answer = Client(enforce_csrf_checks=True).post(
        path,
        "&".join(f"{name}={_quoted(value)}" for name, value in fields.items()),
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )
    return answer.status_code, answer.headers["Content-Type"], answer.content.decode()


def _quoted(value: str) -> str:
    return quote_plus(value)


def test_a_signed_text_is_stored_word_for_word_and_acted_on(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    answer = post(INBOUND, TEXT, sign(INBOUND, TEXT))
    assert answer == (200, "text/xml", "<Response/>")
    inbound = Inbound.objects.get()
    assert (inbound.provider_id, inbound.body, inbound.state) == ("SM77", "Ok, käyty € ", "new")
    assert topic.heard == []
    process_new(minutes(6))
    inbound.refresh_from_db()
    assert inbound.person == maija
    assert [about for about, _intent in topic.heard] == ["occurrence:1"]


def test_the_same_webhook_twice_is_answered_twice_and_acted_on_once(
    maija: Person, topic: Listening
) -> None:
    ask_to_call(maija, AINO)
    for _time in range(2):
        answer = post(INBOUND, TEXT, sign(INBOUND, TEXT))
        assert answer == (200, "text/xml", "<Response/>")
        process_new(minutes(6))
    assert Inbound.objects.count() == 1
    assert len(topic.heard) == 1


def test_an_empty_text_is_kept(maija: Person) -> None:
    fields = {**TEXT, "Body": ""}
    post(INBOUND, fields, sign(INBOUND, fields))
    process_new(minutes(6))
    inbound = Inbound.objects.get()
    assert (inbound.body, inbound.person, inbound.state) == ("", maija, "queued")


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Twilio-Signature": ""}, {"X-Twilio-Signature": "bm8="}, sign(INBOUND, TEXT, "other")],
    ids=["missing", "empty", "wrong", "another token"],
)
@pytest.mark.usefixtures("maija")
def test_without_a_right_signature_nothing_is_stored(headers: dict[str, str]) -> None:
    assert post(INBOUND, TEXT, headers)[0] == 403
    assert not Inbound.objects.exists()


@pytest.mark.usefixtures("maija")
def test_a_changed_text_is_refused() -> None:
    forged = {**TEXT, "Body": "STOP"}
    assert post(INBOUND, forged, sign(INBOUND, TEXT))[0] == 403
    assert not Inbound.objects.exists()


@pytest.mark.usefixtures("maija")
def test_a_signed_text_of_another_account_is_refused() -> None:
    other = {**TEXT, "AccountSid": "AC" + "1" * 32}
    assert post(INBOUND, other, sign(INBOUND, other))[0] == 403
    assert not Inbound.objects.exists()


@pytest.mark.usefixtures("maija")
def test_a_json_body_is_refused_even_with_a_signature_of_the_address() -> None:
    answer = Client().post(
        INBOUND,
        '{"AccountSid": "x", "Body": "STOP"}',
        content_type="application/json",
        headers=sign(INBOUND, {}),
    )
    assert answer.status_code == 403
    assert not Inbound.objects.exists()


def test_a_status_reaches_its_message_by_our_own_reference(maija: Person, topic: Listening) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    path = reverse("gateway_status", args=["twilio", reference_of(message.pk)])
    for word in ("delivered", "sent", "delivered"):
        fields = {"AccountSid": ACCOUNT, "MessageSid": "SM1", "MessageStatus": word}
        assert post(path, fields, sign(path, fields)) == (200, "text/xml", "<Response/>")
    message.refresh_from_db()
    assert (message.state, message.provider_id) == ("delivered", "SM1")
    assert list(StatusEvent.objects.values_list("status", flat=True)) == [
        "delivered",
        "sent",
        "delivered",
    ]


def test_a_status_that_the_number_takes_no_texts_moves_the_person_to_the_phone(
    maija: Person, topic: Listening
) -> None:
    message = ask_to_call(maija, AINO)
    path = reverse("gateway_status", args=["twilio", reference_of(message.pk)])
    fields = {
        "AccountSid": ACCOUNT,
        "MessageSid": "SM1",
        "MessageStatus": "undelivered",
        "ErrorCode": "30006",
    }
    post(path, fields, sign(path, fields))
    message.refresh_from_db()
    assert (message.state, message.error, message.error_code) == ("failed", "number", "30006")
    assert topic.lost == [message.pk]
    assert PhoneNumber.objects.get(e164="+358401230002").takes_sms == "no"


@pytest.mark.parametrize("reference", ["1", "1.guessed", "999999.x"])
def test_a_guessed_reference_is_not_found(maija: Person, reference: str) -> None:
    ask_to_call(maija, AINO)
    path = reverse("gateway_status", args=["twilio", reference])
    fields = {"AccountSid": ACCOUNT, "MessageSid": "SM1", "MessageStatus": "delivered"}
    assert post(path, fields, sign(path, fields))[0] == 404
    assert not StatusEvent.objects.exists()


@pytest.mark.django_db
def test_a_gateway_that_is_not_in_use_has_no_address() -> None:
    assert post("/gateways/demo/inbound/", TEXT, {})[0] == 404
    assert not Inbound.objects.exists()
