"""When nobody knows whether a text went: asking, adopting, sending again only what surely did not go."""

from datetime import datetime, timedelta

import pytest

from notifications.gateways.base import Fault, Found, LookUp, SendResult, Status, StatusReport
from notifications.models import Message
from notifications.rules import breaker
from notifications.services.claims import LEASE, Lease, claim_due
from notifications.services.sender import send_due
from notifications.services.sending.marking import mark
from notifications.services.sending.run import Run
from people.models import Person
from tests.notifications.makers import (
    AINO,
    NINE,
    Listening,
    ask_to_call,
    make_person,
    minutes,
    state_of,
)
from tests.notifications.scripted import ScriptedGateway


def test_after_a_lost_answer_the_gateway_is_asked_and_what_it_has_is_adopted(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS, code="ReadTimeout")
    gateway.found = Found(LookUp.FOUND, StatusReport("SM7", Status.DELIVERED, "delivered"))
    send_due(NINE)
    assert state_of(message) == "sending"
    send_due(NINE + timedelta(seconds=30))
    assert gateway.asked == []  # the gateway's own list may lag
    send_due(minutes(1))
    assert state_of(message) == "delivered"
    assert message.provider_id == "SM7"
    assert len(gateway.sent) == 1


def test_what_the_gateway_surely_has_not_is_sent_again(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    send_due(NINE)
    gateway.answer = lambda _sms: SendResult("SM8")
    send_due(minutes(1))
    send_due(minutes(5))
    assert state_of(message) == "accepted"
    assert len(gateway.sent) == 2


def test_a_gateway_that_cannot_be_asked_leaves_it_unknown_and_the_topic_moves_on(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    gateway.capabilities = gateway.capabilities.__class__(True, False, True, look_up=False)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    send_due(NINE)
    send_due(minutes(1))
    assert state_of(message) == "unknown"
    assert topic.lost == [message.pk]
    assert len(gateway.sent) == 1


def test_a_gateway_that_does_not_answer_the_question_is_asked_again(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    message = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    gateway.found = Found(LookUp.CANNOT_SAY)
    send_due(NINE)
    send_due(minutes(1))
    assert state_of(message) == "sending"
    send_due(minutes(4))
    assert len(gateway.asked) == 2
    send_due(minutes(179))
    assert state_of(message) == "unknown"
    assert topic.lost == [message.pk]


def test_a_worker_that_died_before_the_call_costs_nothing(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    claim_due(Lease.take(), NINE)
    assert state_of(message) == "sending"
    send_due(minutes(1))
    assert gateway.sent == []
    send_due(minutes(3))
    assert state_of(message) == "accepted"
    assert gateway.asked == []


def test_a_worker_that_died_right_before_the_call_does_not_make_the_text_wait_for_a_gateway_that_works(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    lease = Lease.take()
    claimed = claim_due(lease, NINE)
    mark(claimed, gateway.name, lease.owner)
    send_due(minutes(3))
    assert len(gateway.asked) == 1
    assert state_of(message) == "accepted"


def test_a_worker_that_slept_past_its_lease_sends_nothing(
    maija: Person, topic: Listening, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = ask_to_call(maija, AINO)
    ticks = [0.0]

    def sleeps(_message: Message, _now: datetime) -> bool:
        ticks[0] = LEASE.total_seconds() - 15
        return True

    monkeypatch.setattr(topic, "still_wanted", sleeps)
    Run(NINE, ticking=lambda: ticks[0]).send()
    assert gateway.sent == []
    assert state_of(message) == "pending"
    assert (message.attempts, message.gateway, message.lease_owner) == (0, "", "")
    monkeypatch.undo()
    send_due(minutes(2))
    assert state_of(message) == "accepted"


def test_a_worker_whose_row_was_taken_over_sends_nothing(
    maija: Person, topic: Listening, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = ask_to_call(maija, AINO)

    def is_overtaken(_message: Message, _now: datetime) -> bool:
        return bool(Message.objects.update(lease_owner="somebody else"))

    monkeypatch.setattr(topic, "still_wanted", is_overtaken)
    Run(NINE).send()
    assert gateway.sent == []
    assert state_of(message) == "sending"
    assert (message.lease_owner, message.gateway) == ("somebody else", "")


def test_a_text_without_word_of_its_arrival_is_asked_after_and_rests_after_a_day(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    gateway.found = Found(LookUp.FOUND, StatusReport("SM1", Status.SENT, "sent"))
    send_due(NINE)
    send_due(minutes(61))
    assert len(gateway.asked) == 1
    assert state_of(message) == "accepted"
    send_due(NINE + timedelta(hours=25))
    assert state_of(message) == "sent"
    assert message.due_at is None


def test_however_many_were_interrupted_all_are_settled_at_once(
    maija: Person, topic: Listening, gateway: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    del maija, topic
    monkeypatch.setattr(breaker, "FAILURES", 31)  # else it is left alone after the fifth
    for place in range(30):
        ask_to_call(make_person("Maija", f"+3584012304{place:02}"), AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    send_due(NINE)
    gateway.found = Found(LookUp.FOUND, StatusReport("", Status.ACCEPTED, "queued"))
    send_due(minutes(1))
    assert set(Message.objects.values_list("state", flat=True)) == {"accepted"}
    assert len(gateway.sent) == 30
