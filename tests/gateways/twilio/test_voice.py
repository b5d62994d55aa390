"""A call to the service through Twilio: signed like a text, one question, one key, and nothing twice."""

from xml.etree import ElementTree

import pytest
from pytest_django import Settings

from notifications.models import Inbound
from people.models import Person
from tests.gateways.twilio.test_webhooks import ACCOUNT, PUBLIC, post, sign
from tests.notifications.makers import minutes

VOICE = "/gateways/twilio/voice/"
CALL = {"AccountSid": ACCOUNT, "CallSid": "CA77", "From": "+358401230002", "To": "+358401110000"}


@pytest.fixture(autouse=True)
def _twilio(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(5))
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "secret")
    monkeypatch.setenv("TWILIO_FROM", "+358401110000")
    settings.PUBLIC_BASE_URL = PUBLIC
    settings.RINKI_GATEWAYS = ["notifications.gateways.twilio.TwilioGateway"]


def ring(**more: str) -> ElementTree.Element:
    """Ring the service as Twilio does, and return what is to be said."""
    fields = {**CALL, **more}
    status, content_type, body = post(VOICE, fields, sign(VOICE, fields))
    assert (status, content_type) == (200, "text/xml")
    return ElementTree.fromstring(body)  # noqa: S314  # our own answer


def said(answer: ElementTree.Element) -> str:
    """Return every sentence of an answer."""
    return " ".join(say.text or "" for say in answer.iter("Say"))


def test_a_known_caller_is_asked_for_a_key_in_their_language(maija: Person) -> None:
    maija.language = "sv"
    maija.save()
    answer = ring()
    gather = answer.find("Gather")
    assert gather is not None
    assert gather.get("numDigits") == "1"
    assert {say.get("language") for say in answer.iter("Say")} == {"sv-SE"}
    assert "tryck ett" in said(answer)
    assert "ingen larmtjänst" in said(answer)
    assert not Inbound.objects.exists()


def test_a_key_is_stored_before_it_is_acted_on_and_the_same_call_counts_once(
    maija: Person,
) -> None:
    first, second = ring(Digits="3"), ring(Digits="3")
    assert said(first) == said(second)
    assert "Toimisto soittaa sinulle" in said(first)
    assert first.find("Gather") is None
    pressed = Inbound.objects.get()
    assert (pressed.body, pressed.channel, pressed.provider_id) == ("3", "keypad", "CA77")
    assert (pressed.person, pressed.intent, pressed.state) == (maija, "help", "queued")
    assert not pressed.automatic_answers.exists()


def test_a_key_that_nobody_offered_is_asked_for_again_and_not_stored(maija: Person) -> None:
    assert ring(Digits="7").find("Gather") is not None
    assert not Inbound.objects.exists()


def test_an_unknown_caller_hears_the_number_of_the_office_and_nothing_else(
    maija: Person,
) -> None:
    answer = ring(From="+358409999999", Digits="1")
    assert "Emme tunne tätä numeroa" in said(answer)
    assert "014" in said(answer)
    assert answer.find("Gather") is None
    assert not Inbound.objects.exists()


def test_an_unsigned_call_is_refused(maija: Person) -> None:
    fields = {**CALL, "Digits": "1"}
    assert post(VOICE, fields, {})[0] == 403
    assert post(VOICE, fields, sign(VOICE, fields, key="wrong"))[0] == 403
    assert not Inbound.objects.exists()


def test_a_gateway_that_answers_no_calls_has_no_such_address(
    maija: Person, settings: Settings
) -> None:
    settings.RINKI_GATEWAYS = ["notifications.gateways.demo.DemoGateway"]
    assert post("/gateways/demo/voice/", CALL, {})[0] == 404
