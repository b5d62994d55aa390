"""What strangers post to the address of a gateway: refused early, answered rightly, and without effect."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifications.models import Inbound, Message, StatusEvent
from notifications.references import reference_of
from notifications.services.inbound import process_new
from notifications.views.posted import LONGEST_BODY
from people.models import Person
from tests.gateways.twilio.test_webhooks import ACCOUNT, INBOUND, PUBLIC, TEXT, post, sign
from tests.notifications.makers import AINO, Listening, ask_to_call, minutes

FORM = "application/x-www-form-urlencoded"
ANOTHER = "AC" + "1" * 32


@pytest.fixture(autouse=True)
def _twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "+358401110000")
    settings.PUBLIC_BASE_URL = PUBLIC
    settings.RINKI_GATEWAYS = ["notifications.gateways.twilio.TwilioGateway"]


@pytest.mark.usefixtures("maija")
def test_a_long_body_is_refused_before_it_is_read(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = "Body=" + "Muistathan" * 1_000_000
    answer = Client().post(INBOUND, body, content_type=FORM, headers=sign(INBOUND, {}))
    assert (answer.status_code, answer.content) == (413, b"")
    assert not Inbound.objects.exists()
    assert "Muistathan" not in caplog.text


@pytest.mark.usefixtures("maija")
def test_the_longest_text_of_emoji_is_not_too_long() -> None:
    fields = {**TEXT, "Body": "🙂" * 1600}
    answer = post(INBOUND, fields, sign(INBOUND, fields))
    assert answer[0] == 200
    assert Inbound.objects.get().body == "🙂" * 1600
    assert LONGEST_BODY > 1600 * 12


@pytest.mark.usefixtures("maija")
@pytest.mark.parametrize(
    "body",
    ["&".join(["a=b"] * 5_000), "%", "=&=&&;", "Body=%FF%FE%00", "\x00" * 500],
    ids=["5,000 fields", "half a sign", "no names", "no UTF-8", "zeros"],
)
def test_a_form_that_is_none_is_refused_without_an_alarm(body: str) -> None:
    answer = Client().post(INBOUND, body, content_type=FORM, headers=sign(INBOUND, {}))
    assert answer.status_code in {400, 403}
    assert not Inbound.objects.exists()


@pytest.mark.usefixtures("maija")
@pytest.mark.parametrize("length", ["-1", "many", "99999999999999999999"])
def test_a_length_that_is_none_is_answered_and_nothing_is_kept(length: str) -> None:
    answer = Client().generic("POST", INBOUND, "", FORM, CONTENT_LENGTH=length)
    assert answer.status_code in {400, 403, 413}
    assert not Inbound.objects.exists()


@pytest.mark.usefixtures("maija")
def test_a_text_stays_stored_though_nobody_can_read_it_yet(topic: Listening) -> None:
    del topic
    post(INBOUND, TEXT, sign(INBOUND, TEXT))
    stored = Inbound.objects.get()
    assert (stored.state, stored.body, stored.received_at) == ("new", TEXT["Body"], minutes(5))
    process_new(minutes(600))
    stored.refresh_from_db()
    assert stored.state in {"handled", "queued"}


def test_reports_for_an_unknown_text_or_of_another_account_change_nothing(
    maija: Person, topic: Listening
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    for account, reference, code in (
        (ACCOUNT, reference_of(message.pk + 999), 404),
        (ACCOUNT, reference_of(message.pk)[:-1], 404),
        (ANOTHER, reference_of(message.pk), 403),
    ):
        path = reverse("gateway_status", args=["twilio", reference])
        fields = {"AccountSid": account, "MessageSid": "SM1", "MessageStatus": "failed"}
        assert post(path, fields, sign(path, fields))[0] == code
    message.refresh_from_db()
    assert message.state == Message.State.PENDING
    assert not StatusEvent.objects.exists()


@pytest.mark.parametrize("word", ["", "teleported", "read", "x" * 500])
def test_a_word_that_is_new_to_us_breaks_nothing(
    maija: Person, topic: Listening, word: str
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    path = reverse("gateway_status", args=["twilio", reference_of(message.pk)])
    fields = {"AccountSid": ACCOUNT, "MessageSid": "SM1", "MessageStatus": word}
    assert post(path, fields, sign(path, fields))[0] == 200
    message.refresh_from_db()
    assert message.state in {"pending", "delivered"}
    assert StatusEvent.objects.filter(message=message).count() == 1


@pytest.mark.usefixtures("maija")
@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_posts_bring_texts(method: str) -> None:
    answer = getattr(Client(), method)(INBOUND)
    assert answer.status_code == 405
    assert not Inbound.objects.exists()
