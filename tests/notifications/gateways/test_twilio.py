"""The Twilio gateway through the official client, against Twilio-shaped answers on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from notifications.gateways.base import Fault, GatewaySettingsError, LookUp, Sms, Status
from notifications.gateways.twilio import TwilioGateway
from notifications.gateways.twilio.config import TwilioConfig
from tests.notifications.gateways.twilio_server import (
    Answer,
    RebasedHttpClient,
    TwilioServer,
    created,
    listed,
    message_body,
    refused,
)

CONFIG = TwilioConfig("AC" + "0" * 32, "secret", "+358401110000", "", "https://rinki.esimerkki.fi")
SMS = Sms("12.signed", "+358401230002", "Hei", datetime(2026, 11, 23, 7, 0, tzinfo=UTC))


@pytest.fixture
def server() -> Iterator[TwilioServer]:
    """A server that answers in Twilio's shapes."""
    with TwilioServer() as running:
        yield running


@pytest.fixture
def twilio(server: TwilioServer) -> TwilioGateway:
    """The gateway, led to that server, with little patience."""
    return TwilioGateway(CONFIG, RebasedHttpClient(server.origin, timeout=0.5))


def test_a_text_is_handed_over_with_our_own_id_in_the_callback(
    server: TwilioServer, twilio: TwilioGateway
) -> None:
    server.answer = created(sid="SM9")
    result = twilio.send(SMS)
    assert (result.fault, result.provider_id, result.status) == (Fault.NONE, "SM9", Status.ACCEPTED)
    assert server.posted == [
        {
            "To": "+358401230002",
            "From": "+358401110000",
            "Body": "Hei",
            "StatusCallback": "https://rinki.esimerkki.fi/gateways/twilio/status/12.signed/",
        }
    ]


@pytest.mark.parametrize(
    ("status", "code", "fault"),
    [
        (400, 21211, Fault.NUMBER),
        (400, 21614, Fault.NUMBER),
        (400, 21610, Fault.OPTED_OUT),
        (400, 21606, Fault.CONFIGURATION),
        (400, 21408, Fault.CONFIGURATION),
        (400, 21602, Fault.REFUSED),
        (401, 20003, Fault.CONFIGURATION),
        (404, 20404, Fault.CONFIGURATION),
        (429, 20429, Fault.TEMPORARY),
        (500, 20500, Fault.AMBIGUOUS),
        (503, 20503, Fault.AMBIGUOUS),
    ],
)
def test_each_refusal_is_put_into_our_words(
    server: TwilioServer, twilio: TwilioGateway, status: int, code: int, fault: Fault
) -> None:
    server.answer = refused(status, code)
    result = twilio.send(SMS)
    assert (result.fault, result.code) == (fault, str(code))
    assert len(server.posted) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(silence=True),
        Answer(drop=True),
        Answer(201, "<html>Bad gateway</html>"),
        Answer(201, '{"sid": "SM1", "bod'),
        Answer(502, "<html>Bad gateway</html>"),
        Answer(201, "[]"),
        Answer(201, "null"),
    ],
    ids=["never", "dropped", "html", "cut off", "502 in html", "a list", "null"],
)
def test_after_a_lost_or_garbled_answer_nobody_knows_whether_it_went(
    server: TwilioServer, twilio: TwilioGateway, answer: Answer
) -> None:
    server.answer = answer
    assert twilio.send(SMS).fault is Fault.AMBIGUOUS
    assert len(server.posted) == 1


def test_when_nobody_listens_the_text_surely_did_not_go() -> None:
    with TwilioServer() as closed:
        origin = closed.origin
    gateway = TwilioGateway(CONFIG, RebasedHttpClient(origin, timeout=0.5))
    assert gateway.send(SMS).fault in {Fault.TEMPORARY, Fault.AMBIGUOUS}
    assert gateway.look_up(SMS).look_up is LookUp.CANNOT_SAY


def test_a_text_is_found_by_number_words_and_time(
    server: TwilioServer, twilio: TwilioGateway
) -> None:
    server.answer = listed(
        message_body("SM3", body="Something else"),
        message_body("SM2", status="undelivered", error_code=30006),
        message_body("SM1", date_created="Mon, 23 Nov 2026 05:00:00 +0000"),
    )
    found = twilio.look_up(SMS)
    assert found.look_up is LookUp.FOUND
    assert found.report is not None
    assert (found.report.provider_id, found.report.status) == ("SM2", Status.FAILED)
    assert (found.report.fault, found.report.code) == (Fault.NUMBER, "30006")
    assert "To=%2B358401230002" in server.asked[0]


def test_a_text_that_is_already_another_of_ours_is_not_taken_for_this_one(
    server: TwilioServer, twilio: TwilioGateway
) -> None:
    server.answer = listed(message_body("SM2"))
    asked = Sms(SMS.reference, SMS.to, SMS.body, SMS.handed_over_at, not_these=frozenset({"SM2"}))
    assert twilio.look_up(asked).look_up is LookUp.ABSENT


def test_a_text_is_asked_for_by_its_id_when_that_is_known(
    server: TwilioServer, twilio: TwilioGateway
) -> None:
    server.answer = Answer(200, created(sid="SM5", status="delivered").body)
    known = Sms(SMS.reference, SMS.to, SMS.body, SMS.handed_over_at, provider_id="SM5")
    found = twilio.look_up(known)
    assert found.report is not None
    assert found.report.status is Status.DELIVERED
    assert "/Messages/SM5.json" in server.asked[0]


def test_incoming_texts_can_be_asked_for(server: TwilioServer, twilio: TwilioGateway) -> None:
    incoming = {"direction": "inbound", "from": "+358401230002", "to": "+358401110000"}
    server.answer = listed(message_body("SM6", body="ok", **incoming), message_body("SM7"))
    (text,) = twilio.poll(SMS.handed_over_at)
    assert (text.provider_id, text.sender, text.body) == ("SM6", "+358401230002", "ok")


def test_it_refuses_to_start_without_its_settings_and_names_each(settings: Settings) -> None:
    settings.PUBLIC_BASE_URL = ""
    with pytest.raises(GatewaySettingsError) as refusal:
        TwilioConfig.from_environment({"TWILIO_ACCOUNT_SID": "AC1"})
    assert refusal.value.missing == [
        "TWILIO_AUTH_TOKEN",
        "TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID",
        "RINKI_PUBLIC_URL",
    ]


@pytest.mark.parametrize(
    ("sender", "two_way"), [("+358401110000", True), ("16130", True), ("Vapari", False)]
)
def test_a_name_as_sender_cannot_be_replied_to(sender: str, two_way: bool) -> None:
    gateway = TwilioGateway(TwilioConfig("AC1", "secret", sender, "", "https://rinki.esimerkki.fi"))
    assert gateway.capabilities.two_way is two_way
