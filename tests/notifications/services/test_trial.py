"""A test text: to whoever asks, through the gateway they chose, and like any other text if its answer is lost."""

from datetime import timedelta

import pytest

from directory.actors import Actor, staff
from directory.models import AuditEntry, User
from notifications.gateways.base import Fault, Found, LookUp, SendResult, Status, StatusReport
from notifications.models import GatewayState, Message, StatusEvent
from notifications.services.outbox import NoTextChannelError
from notifications.services.sender import send_due
from notifications.services.settling import settle_interrupted
from notifications.services.trial import BusyError, send_test
from people.models import PhoneNumber
from tests.notifications.makers import NINE, minutes, state_of
from tests.notifications.scripted import ScriptedGateway

PHONE = "+358401230001"


def by(user: User) -> Actor:
    """Return `user` as who does it."""
    return staff(user.pk)


def sent(user: User, gateway: ScriptedGateway) -> Message:
    """Send `user` a test text at nine."""
    return send_test(user, gateway, by=by(user), now=NINE)


def test_it_goes_at_once_to_ones_own_telephone_and_says_that_it_is_a_test(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    message = sent(coordinator, gateway)
    (sms,) = gateway.sent
    assert (sms.to, sms.expires_at) == (PHONE, NINE + timedelta(minutes=10))
    assert "TESTI" in sms.body
    assert (message.state, message.gateway, message.attempts) == ("accepted", "scripted", 1)
    assert StatusEvent.objects.get().status == "accepted"
    send_due(minutes(5))
    assert len(gateway.sent) == 1


def test_it_is_in_the_language_of_whoever_asked(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    coordinator.language = "sv"
    sent(coordinator, gateway)
    assert "Detta meddelande visar bara" in gateway.sent[0].body


def test_who_sent_it_and_through_what_is_written_down(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    message = sent(coordinator, gateway)
    entry = AuditEntry.objects.get(subject="message", subject_id=message.pk, event="test")
    assert (entry.user, entry.reason, entry.at) == (coordinator, "scripted", NINE)


@pytest.mark.parametrize("fault", [Fault.TEMPORARY, Fault.REFUSED, Fault.NUMBER])
def test_what_was_surely_not_taken_has_failed_and_is_not_tried_again(
    coordinator: User, gateway: ScriptedGateway, fault: Fault
) -> None:
    gateway.answer = lambda _sms: SendResult(fault=fault, code="30")
    message = sent(coordinator, gateway)
    assert (message.state, message.error, message.error_code) == ("failed", fault, "30")
    send_due(minutes(5))
    assert len(gateway.sent) == 1
    number = PhoneNumber.objects.get(e164=PHONE)
    assert (number.takes_sms == "no") == (fault is Fault.NUMBER)


@pytest.mark.logs_error("Gateway scripted refuses our settings, code 20003")
def test_wrong_settings_open_the_breaker_and_a_good_test_closes_it(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    gateway.answer = lambda _sms: SendResult(fault=Fault.CONFIGURATION, code="20003")
    assert sent(coordinator, gateway).error == "configuration"
    assert GatewayState.objects.get().state == "open"
    gateway.answer = lambda _sms: SendResult("SM2")
    later = send_test(coordinator, gateway, by=by(coordinator), now=minutes(1))
    assert later.state == "accepted"
    assert GatewayState.objects.get().state == "closed"


def test_a_lost_answer_is_asked_for_and_what_the_gateway_has_is_believed(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    message = sent(coordinator, gateway)
    assert message.state == "sending"
    gateway.found = Found(LookUp.FOUND, StatusReport("SM7", Status.DELIVERED, "delivered"))
    settle_interrupted(minutes(1))
    assert (state_of(message), message.provider_id) == ("delivered", "SM7")


def test_a_lost_answer_of_a_text_that_is_nowhere_ends_as_failed(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    message = sent(coordinator, gateway)
    for minute in range(1, 10):
        send_due(minutes(minute))
    assert state_of(message) == "failed"
    assert (len(gateway.sent), len(gateway.asked)) == (1, 1)


@pytest.mark.logs_error("Gateway scripted broke while sending")
def test_a_gateway_that_breaks_is_treated_like_a_lost_answer(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    def breaks(_sms: object) -> SendResult:
        raise OSError("the line is cut")

    gateway.answer = breaks
    assert sent(coordinator, gateway).state == "sending"


@pytest.mark.parametrize("phone", ["", "014 622 305"])
def test_without_a_mobile_for_alerts_nothing_is_sent(
    coordinator: User, gateway: ScriptedGateway, phone: str
) -> None:
    coordinator.phone = phone
    with pytest.raises(NoTextChannelError):
        sent(coordinator, gateway)
    assert gateway.sent == []
    assert not Message.objects.exists()


def test_who_has_asked_for_no_more_texts_gets_no_test_either(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    PhoneNumber.objects.create(e164=PHONE, kind="mobile", stopped_at=NINE)
    with pytest.raises(NoTextChannelError):
        sent(coordinator, gateway)
    assert gateway.sent == []


def test_a_second_test_waits_until_the_first_has_been_answered(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    seen: list[str] = []

    def asked_for_another(_sms: object) -> SendResult:
        gateway.answer = lambda _again: SendResult("SM9")
        with pytest.raises(BusyError):
            send_test(
                coordinator, gateway, by=by(coordinator), now=NINE + timedelta(microseconds=1)
            )
        seen.append("busy")
        return SendResult("SM1")

    gateway.answer = asked_for_another
    sent(coordinator, gateway)
    assert seen == ["busy"]
    assert (len(gateway.sent), Message.objects.count()) == (1, 1)
    assert not AuditEntry.objects.exclude(event="test").filter(subject="message", user=coordinator)


def test_the_rate_of_the_gateway_holds_for_tests_as_well(
    coordinator: User, gateway: ScriptedGateway
) -> None:
    gateway.rate = 0.01
    sent(coordinator, gateway)
    with pytest.raises(BusyError):
        send_test(coordinator, gateway, by=by(coordinator), now=minutes(1))
    assert len(gateway.sent) == 1
