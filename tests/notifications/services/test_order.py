"""In which order texts go, how many at once, and how fast: to one number one after another, whoever sends."""

import itertools
from datetime import timedelta
from threading import Barrier, Lock

import pytest
from django.db import IntegrityError, transaction

from notifications.gateways.base import Fault, SendResult, Sms
from notifications.models import GatewayPace, Message, StatusEvent
from notifications.services.claims import Lease, claim_due
from notifications.services.outbox import Text, put
from notifications.services.sender import send_due
from notifications.services.sending.pace import granted
from notifications.services.sending.run import Run
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    NINE,
    OFFICE,
    Listening,
    ask_to_call,
    make_person,
    minutes,
    state_of,
)
from tests.notifications.scripted import ScriptedGateway


def others(count: int) -> list[Person]:
    """Make people with numbers of their own."""
    return [make_person("Pekka", f"+3584012303{n:02}") for n in range(count)]


def test_texts_to_different_numbers_go_together_and_to_one_number_one_after_another(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    gateway.concurrent = 4
    to_maija = [ask_to_call(maija, AINO, now=minutes(n), step=n + 1) for n in range(3)]
    for person in others(3):
        ask_to_call(person, AINO, now=minutes(2))
    together, lock = Barrier(4, timeout=20), Lock()
    on_their_way: set[str] = set()
    order: list[str] = []

    def takes_its_time(sms: Sms) -> SendResult:
        with lock:
            assert sms.to not in on_their_way
            on_their_way.add(sms.to)
            order.append(sms.reference)
            is_first = len(order) <= 4
        if is_first:
            together.wait()
        with lock:
            on_their_way.remove(sms.to)
        return SendResult(f"id-{sms.reference}")

    gateway.answer = takes_its_time
    assert send_due(minutes(2)) == {"accepted": 6}
    numbers = [int(reference.split(".")[0]) for reference in order]
    assert [pk for pk in numbers if pk in {m.pk for m in to_maija}] == [m.pk for m in to_maija]
    assert StatusEvent.objects.filter(status="accepted").count() == 6


def test_no_more_is_marked_than_is_being_called(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    for person in [maija, *others(5)]:
        ask_to_call(person, AINO)
    marked: list[int] = []

    def looks(_sms: Sms) -> SendResult:
        marked.append(Message.objects.filter(state="sending").exclude(gateway="").count())
        return SendResult(f"id-{len(marked)}")

    gateway.answer = looks
    send_due(NINE)
    assert marked == [1] * 6


def test_what_is_urgent_goes_first_and_what_can_wait_goes_last(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    pekka, kaisa = others(2)
    month = {**OFFICE, "first_name": "Maija", "month": "lokakuu", "times": 3, "hours": 2}
    can_wait = put(
        Text("month_hours", month), to=maija, topic="duties", purpose="month", about="month:10",
        now=NINE, expires_at=minutes(500),
    )  # fmt: skip
    ordinary = ask_to_call(pekka, AINO)
    urgent = ask_to_call(kaisa, AINO, urgent=True)
    send_due(NINE)
    gone = [int(sms.reference.split(".")[0]) for sms in gateway.sent]
    assert gone == [urgent.pk, ordinary.pk, can_wait.pk]


def test_while_one_is_asked_about_the_next_waits_but_an_urgent_one_goes(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    first = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.AMBIGUOUS)
    send_due(NINE)
    gateway.answer = lambda sms: SendResult(f"id-{sms.reference}")
    later = ask_to_call(maija, AINO, now=NINE, step=2)
    urgent = ask_to_call(maija, AINO, now=NINE, step=3, urgent=True)
    send_due(NINE + timedelta(seconds=20))
    assert [state_of(m) for m in (first, later, urgent)] == ["sending", "pending", "accepted"]
    # The gateway has none of the first: it goes again after a while, and the later one after it.
    send_due(minutes(1))
    assert [state_of(first), state_of(later)] == ["pending", "pending"]
    send_due(minutes(3))
    assert [state_of(first), state_of(later)] == ["accepted", "accepted"]
    gone = [int(sms.reference.split(".")[0]) for sms in gateway.sent]
    assert gone == [first.pk, urgent.pk, first.pk, later.pk]


def test_one_that_failed_for_now_is_not_overtaken(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    first = ask_to_call(maija, AINO)
    gateway.answer = lambda _sms: SendResult(fault=Fault.TEMPORARY)
    send_due(NINE)
    gateway.answer = lambda sms: SendResult(f"id-{sms.reference}")
    later = ask_to_call(maija, AINO, now=NINE, step=2)
    send_due(NINE + timedelta(seconds=30))
    assert [state_of(first), state_of(later)] == ["pending", "pending"]
    send_due(minutes(2))
    assert [state_of(first), state_of(later)] == ["accepted", "accepted"]
    assert gateway.sent[-1].reference.startswith(f"{later.pk}.")


def test_the_table_itself_refuses_a_second_text_on_its_way_to_one_number(
    maija: Person, topic: Listening
) -> None:
    del topic
    ask_to_call(maija, AINO)
    second = ask_to_call(maija, AINO, step=2)
    (taken,) = claim_due(Lease.take(), NINE)
    assert taken.pk != second.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=second.pk).update(state="sending", lease_owner="another worker")
    assert claim_due(Lease.take(), NINE) == []


def test_a_rate_lets_through_what_the_gateway_takes_in_a_second_and_then_one_by_one() -> None:
    first = granted(NINE, 30, 10.0, NINE)
    assert (first.count, round(first.wait, 6)) == (10, 0.1)
    assert granted(first.free_at, 5, 10.0, NINE).count == 0
    half_a_second_on = NINE + timedelta(seconds=0.5)
    assert granted(first.free_at, 30, 10.0, half_a_second_on).count == 5
    slow = granted(NINE, 3, 0.2, NINE)
    assert (slow.count, round(slow.wait, 6)) == (1, 5.0)
    # A clock that ran ahead keeps nobody waiting for longer than a bucket takes to fill.
    assert granted(NINE + timedelta(days=1), 1, 10.0, NINE).wait <= 1.1


def test_what_waits_for_its_rate_goes_back_and_has_used_no_attempt(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    del topic
    gateway.rate = 1.0
    first, second = ask_to_call(maija, AINO), ask_to_call(others(1)[0], AINO)
    ticks = [0.0]

    def takes_a_minute(_sms: Sms) -> SendResult:
        ticks[0] += 60.0
        return SendResult("SM1")

    gateway.answer = takes_a_minute
    assert Run(NINE, ticking=lambda: ticks[0]).send() == {"accepted": 1}
    assert [state_of(first), state_of(second)] == ["accepted", "pending"]
    assert (second.attempts, second.gateway, second.lease_owner) == (0, "", "")
    assert GatewayPace.objects.get().gateway == "scripted"
    gateway.answer = lambda _sms: SendResult("SM2")
    send_due(minutes(1))
    assert state_of(second) == "accepted"
    assert second.attempts == 1


@pytest.mark.parametrize("step", [0.011, 0.013, 0.017, 0.019, 0.023, 0.029, 0.031, 0.037])
def test_who_waits_for_a_rate_takes_no_harm_when_the_wait_ends_while_it_is_measured(
    step: float,
    maija: Person,
    topic: Listening,
    gateway: ScriptedGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del topic
    monkeypatch.setattr("notifications.services.sending.run.NAP", 0.0)
    gateway.rate = 1.0
    for person in [maija, *others(3)]:
        ask_to_call(person, AINO)
    now = itertools.count(0.0, step)  # every look at the clock takes its time
    assert Run(NINE, ticking=lambda: next(now)).send() == {"accepted": 4}


def test_many_that_arrive_at_once_are_written_down_as_one_would_be(
    maija: Person, topic: Listening
) -> None:
    messages = [ask_to_call(person, AINO) for person in [maija, *others(4)]]
    assert send_due(NINE) == {"delivered": 5}
    for message in messages:
        assert state_of(message) == "delivered"
        assert (message.accepted_at, message.delivered_at, message.due_at) == (NINE, NINE, None)
        assert (message.attempts, message.lease_owner, message.lease_until) == (1, "", None)
        assert message.provider_id.startswith("demo-")
    assert StatusEvent.objects.filter(status="delivered", at=NINE).count() == 5
    assert set(PhoneNumber.objects.values_list("takes_sms", flat=True)) == {"yes"}
    assert topic.lost == []
