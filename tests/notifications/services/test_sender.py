"""Sending: once, only what still makes sense, only when people are awake."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from notifications.gateways.base import Fault, SendResult, Sms, Status, StatusReport
from notifications.models import Prompt, StatusEvent
from notifications.services.claims import Lease, claim_due
from notifications.services.sender import send_due
from notifications.services.status import apply_report
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    NINE,
    Listening,
    ask_to_call,
    make_office,
    make_person,
    minutes,
    state_of,
)
from tests.notifications.scripted import ScriptedGateway

TEN_IN_THE_EVENING = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
EIGHT_NEXT_MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_a_due_text_is_handed_over_once_and_its_arrival_is_noted(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    assert send_due(NINE) == {"accepted": 1}
    assert send_due(minutes(1)) == {}
    (sms,) = gateway.sent
    assert sms.to == "+358401230002"
    assert sms.body == message.body
    apply_report(message, StatusReport("id-1", Status.DELIVERED, "delivered"), minutes(2))
    assert state_of(message) == "delivered"
    assert message.due_at is None
    assert PhoneNumber.objects.get().takes_sms == "yes"
    assert topic.lost == []


def test_the_demo_phone_has_the_text_at_once(maija: Person, topic: Listening) -> None:
    message = ask_to_call(maija, AINO)
    assert send_due(NINE) == {"delivered": 1}
    assert state_of(message) == "delivered"
    assert message.gateway == "demo"
    assert topic.lost == []


def test_a_text_nobody_needs_any_more_is_not_sent(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    topic.wanted = False
    send_due(NINE)
    assert state_of(message) == "cancelled"
    assert Prompt.objects.get().state == "closed"
    assert gateway.sent == []


def test_a_text_that_is_too_late_expires(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    send_due(NINE + timedelta(hours=3))
    assert state_of(message) == "expired"
    assert gateway.sent == []


def test_after_a_stop_nothing_goes_and_the_topic_hears(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    PhoneNumber.objects.update(stopped_at=NINE)
    send_due(NINE)
    assert state_of(message) == "failed"
    assert message.error == Fault.OPTED_OUT
    assert topic.lost == [message.pk]
    assert gateway.sent == []


def test_a_text_waits_for_the_morning_unless_it_is_urgent(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    far = EIGHT_NEXT_MORNING + timedelta(hours=1)
    calm = ask_to_call(maija, AINO, now=TEN_IN_THE_EVENING, expires_at=far)
    urgent = ask_to_call(maija, AINO, now=TEN_IN_THE_EVENING, expires_at=far, step=2, urgent=True)
    send_due(TEN_IN_THE_EVENING)
    assert state_of(urgent) == "accepted"
    assert state_of(calm) == "held"
    assert calm.due_at == EIGHT_NEXT_MORNING
    send_due(EIGHT_NEXT_MORNING)
    assert state_of(calm) == "accepted"
    assert len(gateway.sent) == 2


def test_a_temporary_fault_is_tried_again_later_and_then_given_up_visibly(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.TEMPORARY, code="20429")
    now = NINE
    for _attempt in range(4):
        send_due(now)
        assert state_of(message) == "pending"
        assert message.due_at is not None
        assert message.due_at > now
        now = message.due_at
    send_due(now)
    assert state_of(message) == "failed"
    assert (message.error, message.error_code) == ("temporary", "20429")
    assert topic.lost == [message.pk]
    assert len(gateway.sent) == 5


def test_a_number_that_takes_no_texts_is_remembered(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.NUMBER, code="21614")
    send_due(NINE)
    assert state_of(message) == "failed"
    assert topic.lost == [message.pk]
    assert PhoneNumber.objects.get().takes_sms == "no"


@pytest.mark.logs_error("refuses our settings")
def test_refused_settings_are_shouted_about_and_tried_again(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.CONFIGURATION, code="20003")
    send_due(NINE)
    assert state_of(message) == "pending"
    assert message.error == "configuration"
    assert topic.lost == []


@pytest.mark.logs_error("broke while sending")
def test_a_gateway_that_breaks_does_not_keep_the_others_waiting(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    other = ask_to_call(make_person("Pekka", "+358401230004"), AINO, now=minutes(1))

    def breaks_once(sms: Sms) -> SendResult:
        if sms.to == "+358401230002":
            raise RuntimeError
        return SendResult("SM4")

    gateway.answer = breaks_once
    send_due(minutes(1))
    assert state_of(message) == "sending"
    assert state_of(other) == "accepted"


def test_reports_in_any_order_and_twice_lead_to_one_truth(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic, gateway
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    for word in ("delivered", "sent", "accepted", "delivered", "nonsense"):
        known = None if word == "nonsense" else Status(word)
        apply_report(message, StatusReport("SM1", known, word), minutes(1))
    assert state_of(message) == "delivered"
    words = list(StatusEvent.objects.values_list("status", flat=True))
    assert words == ["accepted", "delivered", "sent", "accepted", "delivered", "nonsense"]


def test_a_report_that_overtakes_our_own_note_wins(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)

    def arrives_first(_sms: object) -> SendResult:
        apply_report(message, StatusReport("SM2", Status.DELIVERED, "delivered"), NINE)
        return SendResult("SM2")

    gateway.answer = arrives_first
    send_due(NINE)
    assert state_of(message) == "delivered"
    assert message.provider_id == "SM2"


def test_a_report_that_it_failed_reaches_the_topic(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del gateway
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    report = StatusReport("SM1", Status.FAILED, "undelivered", Fault.NUMBER, "30006")
    apply_report(message, report, minutes(1))
    assert state_of(message) == "failed"
    assert topic.lost == [message.pk]


def test_urgent_texts_go_first(maija: Person, topic: Listening, gateway: ScriptedGateway) -> None:
    del topic
    ask_to_call(maija, AINO)
    other = make_person("Pekka", "+358401230004")
    ask_to_call(other, AINO, urgent=True)
    send_due(NINE)
    assert [sms.to for sms in gateway.sent] == ["+358401230004", "+358401230002"]


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_takes_each_text() -> None:
    make_office()
    for place in range(60):
        ask_to_call(make_person("Maija", f"+3584012301{place:02}"), AINO)
    together = threading.Barrier(4)
    taken: list[int] = []

    def work() -> None:
        together.wait()
        while claimed := claim_due(Lease.take(), NINE):
            taken.extend(message.pk for message in claimed)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(taken) == 60
    assert len(set(taken)) == 60
