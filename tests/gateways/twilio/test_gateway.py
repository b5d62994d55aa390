"""What is Twilio's own: its errors, its list of messages, how long a text is good for. More is in the contract."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from notifications.gateways.base import (
    Fault,
    GatewaySettingsError,
    LookUp,
    Sms,
    Status,
)
from notifications.gateways.twilio import TwilioGateway
from notifications.gateways.twilio.codes import FAULT_OF_CODE, fault_of_report
from notifications.gateways.twilio.config import TwilioConfig
from notifications.gateways.twilio.gateway import NEWEST
from tests.gateways.contract.part import NUMBER, fresh, sms
from tests.gateways.twilio.counterpart import ACCOUNT, OUR_NUMBER, TOKEN, Origins, Twilio
from tests.gateways.twilio.document import ERRORS
from tests.gateways.twilio.rebased import Rebased

PUBLIC = "https://rinki.esimerkki.fi"
CONFIG = TwilioConfig(ACCOUNT, TOKEN, OUR_NUMBER, "", PUBLIC)

FAULTS = {
    20003: Fault.CONFIGURATION,
    20403: Fault.CONFIGURATION,
    20404: Fault.CONFIGURATION,
    20429: Fault.TEMPORARY,
    20500: Fault.AMBIGUOUS,
    20503: Fault.AMBIGUOUS,
    21211: Fault.NUMBER,
    21408: Fault.CONFIGURATION,
    21602: Fault.REFUSED,
    21606: Fault.CONFIGURATION,
    21610: Fault.OPTED_OUT,
    21612: Fault.CONFIGURATION,
    21614: Fault.NUMBER,
    21617: Fault.REFUSED,
    21635: Fault.NUMBER,
    21663: Fault.CONFIGURATION,
}


def led_to(origin: str, prefer: str = "", config: TwilioConfig = CONFIG) -> TwilioGateway:
    """Return the gateway, led to one of the counterparts."""
    return TwilioGateway(config, Rebased(origin, timeout=10, prefer=prefer))


@pytest.fixture
def twilio(origins: Origins) -> TwilioGateway:
    """The gateway in front of emulate, its requests checked."""
    return led_to(origins.checked)


@pytest.fixture
def network(origins: Origins) -> Twilio:
    """The driver of emulate."""
    return Twilio(origins, "http://127.0.0.1:9")


@pytest.mark.service
@pytest.mark.parametrize(
    ("status", "code"),
    [(status, code) for status, codes in ERRORS.items() for code in codes if code],
)
def test_each_error_is_put_into_our_words(origins: Origins, status: str, code: int) -> None:
    result = led_to(origins.refusing, f"code={status}, example=e{code}").send(sms())
    assert (result.fault, result.code) == (FAULTS[code], str(code))


@pytest.mark.service
def test_what_breaks_twilios_own_document_is_refused_for_good(origins: Origins) -> None:
    wrong = replace(CONFIG, sender="", messaging_service_sid="not a service")
    result = led_to(origins.refusing, config=wrong).send(sms())
    assert (result.fault, result.code) == (Fault.REFUSED, "422")


@pytest.mark.service
def test_a_text_goes_with_our_own_id_in_the_address_of_its_reports(twilio: TwilioGateway) -> None:
    text = sms()
    assert twilio.send(text).fault is Fault.NONE
    posted = twilio.client.http_client._test_only_last_request.data
    assert posted["StatusCallback"] == f"{PUBLIC}/gateways/twilio/status/{text.reference}/"
    assert (posted["To"], posted["From"], posted["Body"]) == (NUMBER, OUR_NUMBER, text.body)


@pytest.mark.service
@pytest.mark.parametrize(
    ("left", "validity"),
    [(timedelta(minutes=20), 1200), (timedelta(days=3), 36_000), (timedelta(0), 1)],
)
def test_twilio_is_told_how_long_a_text_is_good_for(
    twilio: TwilioGateway, left: timedelta, validity: int
) -> None:
    text = sms()
    assert twilio.send(replace(text, expires_at=text.handed_over_at + left)).fault is Fault.NONE
    posted = twilio.client.http_client._test_only_last_request.data
    assert posted["ValidityPeriod"] == validity


@pytest.mark.service
def test_another_text_of_ours_or_an_older_one_is_not_taken_for_this_one(
    twilio: TwilioGateway,
) -> None:
    text = sms()
    taken = twilio.send(text).provider_id
    assert twilio.look_up(text).look_up is LookUp.FOUND
    assert twilio.look_up(replace(text, not_these=frozenset({taken}))).look_up is LookUp.ABSENT
    later = replace(text, handed_over_at=text.handed_over_at + timedelta(hours=1))
    assert twilio.look_up(later).look_up is LookUp.ABSENT


@pytest.mark.service
def test_a_list_that_does_not_reach_back_far_enough_says_nothing(twilio: TwilioGateway) -> None:
    number = "+358401230777"
    for _n in range(NEWEST):
        assert twilio.send(sms(to=number)).fault is Fault.NONE
    missed = sms(to=number)
    assert twilio.look_up(missed).look_up is LookUp.CANNOT_SAY
    assert twilio.look_up(_handed_over_later(missed)).look_up is LookUp.ABSENT


def _handed_over_later(text: Sms) -> Sms:
    return replace(text, handed_over_at=text.handed_over_at + timedelta(hours=1))


@pytest.mark.service
def test_what_came_of_a_text_is_asked_by_its_id(twilio: TwilioGateway, network: Twilio) -> None:
    text = sms()
    provider_id = twilio.send(text).provider_id
    (taken,) = network.taken()
    network.report(taken, Status.DELIVERED)
    found = twilio.look_up(replace(text, provider_id=provider_id))
    assert found.report is not None
    assert (found.report.provider_id, found.report.status) == (provider_id, Status.DELIVERED)


@pytest.mark.service
def test_incoming_texts_whose_webhook_was_lost_can_be_asked_for(
    twilio: TwilioGateway, network: Twilio
) -> None:
    body = fresh("Ok, käyty €")
    network.incoming(NUMBER, body)
    texts = twilio.poll(timezone.now() - timedelta(hours=1))
    (text,) = (text for text in texts if text.body == body)
    assert (text.sender, text.recipient) == (NUMBER, OUR_NUMBER)
    assert text.provider_id.startswith("SM")


def test_every_code_we_know_has_one_meaning_and_an_unknown_one_is_a_refusal() -> None:
    for code, fault in FAULT_OF_CODE.items():
        assert fault_of_report(str(code)) is fault
    assert fault_of_report("30006") is Fault.NUMBER
    assert fault_of_report("99999") is Fault.REFUSED
    assert fault_of_report("") is Fault.REFUSED


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
    gateway = TwilioGateway(TwilioConfig("AC1", "secret", sender, "", PUBLIC))
    assert gateway.capabilities.two_way is two_way
