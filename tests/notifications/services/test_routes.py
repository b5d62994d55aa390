"""Through which gateway a text goes, and what happens when one does not work."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from directory.models import AuditEntry, Municipality
from notifications.gateways.base import Capabilities, Fault, Found, LookUp, SendResult
from notifications.gateways.registry import gateways
from notifications.models import GatewayState, Message, Route
from notifications.services import breaker
from notifications.services.in_hand import InHand
from notifications.services.routing import Wait, note_result
from notifications.services.sender import send_due
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

FIRST = "tests.notifications.scripted.ScriptedGateway"
SECOND = "tests.notifications.services.test_routes.SecondGateway"
A_DAY = NINE + timedelta(days=1)


class SecondGateway(ScriptedGateway):
    """Another one that does as it is told."""

    name = "second"


@pytest.fixture
def both(settings: Settings) -> tuple[ScriptedGateway, ScriptedGateway]:
    """Two gateways, the scripted one first."""
    settings.RINKI_GATEWAYS = [FIRST, SECOND]
    first, second = gateways()
    assert isinstance(first, ScriptedGateway)
    assert isinstance(second, ScriptedGateway)
    return first, second


def says(fault: Fault) -> SendResult:
    """Return what a gateway answers that did not take a text."""
    return SendResult(fault=fault, code="1")


def test_a_rule_of_the_table_sends_a_municipality_by_its_own_gateway(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    del topic
    Route.objects.create(gateway="second", municipality=Municipality.objects.get())
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert state_of(message) == "accepted"
    assert message.gateway == "second"
    assert both[0].sent == []


def test_a_number_of_another_country_goes_its_own_way(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    del topic
    Route.objects.create(gateway="second", prefix="+46")
    swede = make_person("Astrid", "+46701230002", language="sv")
    at_home, abroad = ask_to_call(maija, AINO), ask_to_call(swede, AINO)
    send_due(NINE)
    assert [sms.to for sms in both[0].sent] == ["+358401230002"]
    assert [sms.to for sms in both[1].sent] == ["+46701230002"]
    assert (state_of(at_home), state_of(abroad)) == ("accepted", "accepted")


def test_a_text_that_asks_never_goes_by_a_gateway_nobody_can_reply_to(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    del topic
    first, second = both
    first.capabilities = Capabilities(two_way=False, alphanumeric=True, receipts=True, look_up=True)
    Route.objects.create(gateway=first.name)
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert state_of(message) == "accepted"
    assert (first.sent, len(second.sent)) == ([], 1)
    second.capabilities = first.capabilities
    lost = ask_to_call(maija, AINO, step=2)
    send_due(NINE)
    assert (state_of(lost), lost.error) == ("failed", "configuration")


def test_what_one_gateway_surely_did_not_take_goes_by_the_next_at_once(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    first, second = both
    first.answer = lambda _sms: says(Fault.TEMPORARY)
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert state_of(message) == "accepted"
    assert (message.gateway, message.attempts) == ("second", 1)
    assert (len(first.sent), len(second.sent)) == (1, 1)
    assert topic.lost == []


def test_when_none_takes_it_the_text_waits_and_then_begins_with_the_first_choice_again(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    del topic
    first, second = both
    first.answer = second.answer = lambda _sms: says(Fault.TEMPORARY)
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    assert state_of(message) == "pending"
    assert (message.attempts, message.refused_by) == (1, "")
    assert message.due_at is not None
    assert message.due_at > NINE
    first.answer = lambda _sms: SendResult("SM1")
    send_due(message.due_at)
    assert state_of(message) == "accepted"
    assert message.gateway == first.name
    assert (len(first.sent), len(second.sent)) == (2, 1)


def test_a_text_whose_answer_was_lost_never_goes_by_another_gateway(
    maija: Person, topic: Listening, both: tuple[ScriptedGateway, ScriptedGateway]
) -> None:
    del topic
    first, second = both
    first.answer = lambda _sms: says(Fault.AMBIGUOUS)
    message = ask_to_call(maija, AINO)
    send_due(NINE)
    first.found = Found(LookUp.CANNOT_SAY)
    send_due(minutes(1))
    send_due(minutes(3))
    assert state_of(message) == "sending"
    assert (len(first.sent), second.sent) == (1, [])


@pytest.mark.logs_error("Gateway scripted refuses our settings, code 1")
def test_wrong_settings_are_said_once_and_cost_no_attempt(
    maija: Person, topic: Listening, gateway: ScriptedGateway, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.answer = lambda _sms: says(Fault.CONFIGURATION)
    texts = [ask_to_call(maija, AINO, expires_at=A_DAY)]
    texts += [
        ask_to_call(make_person("Pekka", f"+3584012306{n:02}"), AINO, expires_at=A_DAY)
        for n in range(10)
    ]
    now = NINE
    for _minute in range(60):
        send_due(now)
        now += timedelta(minutes=1)
    assert {state_of(text) for text in texts} == {"pending"}
    assert {text.attempts for text in texts} == {0}
    # The first, and trials after 1, 2, 4, 8 and 16 minutes, each rounded up to the tick after it.
    assert len(gateway.sent) == 7
    assert topic.lost == []
    assert len([r for r in caplog.records if r.levelname == "ERROR"]) == 1
    row = GatewayState.objects.get()
    assert (row.state, row.fault, row.code, row.opened_at) == ("open", "configuration", "1", NINE)
    gateway.answer = lambda sms: SendResult(f"id-{sms.to}")
    for _minute in range(20):
        send_due(now)
        now += timedelta(minutes=1)
    assert {state_of(text) for text in texts} == {"accepted"}
    row.refresh_from_db()
    assert (row.state, row.failures, row.opened_at) == ("closed", 0, None)
    moved = AuditEntry.objects.filter(subject="gateway").values_list("event", flat=True)
    assert (moved[0], list(moved)[-1]) == ("open", "close")


def test_another_gateway_carries_what_one_with_wrong_settings_cannot(
    maija: Person,
    topic: Listening,
    both: tuple[ScriptedGateway, ScriptedGateway],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del topic
    shouted: list[str] = []
    monkeypatch.setattr(breaker, "_shout", lambda gateway, *_why: shouted.append(gateway))
    first, second = both
    first.answer = lambda _sms: says(Fault.CONFIGURATION)
    texts = [ask_to_call(maija, AINO)]
    texts.append(ask_to_call(make_person("Pekka", "+358401230004"), AINO))
    send_due(NINE)
    assert {state_of(text) for text in texts} == {"accepted"}
    assert (len(first.sent), len(second.sent)) == (1, 2)
    assert shouted == [first.name]


def test_a_gateway_that_fails_again_and_again_is_left_alone_and_one_text_tries_it(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del maija, topic
    for n in range(12):
        ask_to_call(make_person("Maija", f"+3584012305{n:02}"), AINO, expires_at=A_DAY)
    gateway.answer = lambda _sms: says(Fault.TEMPORARY)
    send_due(NINE)
    assert len(gateway.sent) == 5
    send_due(minutes(1))
    assert len(gateway.sent) == 6
    gateway.answer = lambda sms: SendResult(f"id-{sms.to}")
    send_due(minutes(2))
    assert len(gateway.sent) == 6
    send_due(minutes(3))
    assert GatewayState.objects.get().state == "closed"
    send_due(minutes(4))
    assert not Message.objects.exclude(state="accepted").filter(attempts=0).exists()


def test_faults_of_one_number_or_one_text_do_not_speak_against_the_gateway(db: None) -> None:
    del db
    for _ in range(9):
        note_result("scripted", Fault.NUMBER, NINE)
        note_result("scripted", Fault.REFUSED, NINE)
        note_result("scripted", Fault.OPTED_OUT, NINE)
    assert not GatewayState.objects.exists()
    for _ in range(4):
        note_result("scripted", Fault.TEMPORARY, NINE)
    note_result("scripted", Fault.NUMBER, NINE)
    assert GatewayState.objects.get().failures == 0


def test_a_text_that_would_wait_past_its_time_fails_and_its_topic_hears(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    breaker_opens(gateway.name, minutes(0))
    message = ask_to_call(maija, AINO, expires_at=NINE + timedelta(seconds=50))
    send_due(NINE)
    assert (state_of(message), message.error) == ("failed", "ambiguous")
    assert topic.lost == [message.pk]


def breaker_opens(gateway: str, now: datetime) -> None:
    """Have `gateway` fail as often as it takes."""
    for _ in range(5):
        note_result(gateway, Fault.AMBIGUOUS, now)


@pytest.mark.usefixtures("coordinator")
def test_of_two_workers_one_gets_the_trial(gateway: ScriptedGateway) -> None:
    breaker_opens(gateway.name, NINE)
    texts = [ask_to_call(make_person("Maija", f"+35840123070{n}"), AINO) for n in range(2)]
    workers = [InHand([text], minutes(1)) for text in texts]
    ways = [worker.route(text) for worker, text in zip(workers, texts, strict=True)]
    assert ways[0] is gateway
    assert workers[0].route(texts[0]) is gateway
    assert ways[1] == Wait(minutes(2), Fault.AMBIGUOUS)
    # The worker that had it died: when its time is over, the next one tries.
    assert InHand(texts, minutes(5)).route(texts[1]) is gateway


@pytest.mark.django_db(transaction=True)
def test_workers_that_fail_together_open_it_once() -> None:
    together = threading.Barrier(4)

    def fail() -> None:
        together.wait()
        for _ in range(5):
            note_result("scripted", Fault.TEMPORARY, NINE)
        connection.close()

    workers = [threading.Thread(target=fail) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    row = GatewayState.objects.get()
    assert (row.state, row.failures) == ("open", 20)
    assert AuditEntry.objects.filter(subject="gateway", event="open").count() == 1


def test_where_all_works_the_rules_ask_two_things_for_all_texts(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del maija, topic, gateway
    for n in range(9):
        ask_to_call(make_person("Maija", f"+3584012308{n:02}"), AINO)
    texts = list(Message.objects.select_related("number"))
    with CaptureQueriesContext(connection) as asked:
        hand = InHand(texts, NINE)
        assert all(hand.instead(text) is None for text in texts)
        assert all(isinstance(hand.route(text), ScriptedGateway) for text in texts)
    assert len(asked) == 2, [q["sql"] for q in asked]
