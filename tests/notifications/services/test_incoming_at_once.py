"""One text reaches us in several ways, in any order or at the same moment: it is kept once and acted on once."""

from collections.abc import Callable
from itertools import permutations
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import process_new
from notifications.services.polling import poll
from people.models import Person, PhoneNumber
from tests.notifications.makers import (
    AINO,
    Listening,
    ask_to_call,
    make_office,
    make_person,
    minutes,
)
from tests.notifications.scripted import ScriptedGateway
from tests.notifications.services.test_inbound import MAIJAS

SAME = InboundSms("same", MAIJAS, "", "ok")


@pytest.fixture(autouse=True)
def _half_past_eight(monkeypatch: pytest.MonkeyPatch) -> None:
    """An "ok" before nine says that the helper knows: as often as it is acted on, so often it is heard."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: minutes(-30))


def post(sms: InboundSms = SAME) -> None:
    """Bring the text as its gateway posts it."""
    answer = Client().post(
        "/gateways/scripted/inbound/",
        {"id": sms.provider_id, "from": sms.sender, "body": sms.body},
        headers={"X-Scripted": "yes"},
    )
    assert (answer.status_code, answer.content) == (200, b"taken")


def ask() -> None:
    """Ask the gateway, as the clock does each minute."""
    poll(timezone.now())


def read() -> None:
    """Act on what is stored, as the clock does each minute."""
    process_new(timezone.now())


def at_once(*acts: Callable[[], None]) -> None:
    """Do all `acts` at the same moment, each as a worker of its own."""
    start, failures = Barrier(len(acts), timeout=20), list[Exception]()

    def do(act: Callable[[], None]) -> None:
        try:
            start.wait()
            act()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    workers = [Thread(target=do, args=(act,)) for act in acts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []


@pytest.mark.parametrize("order", sorted(set(permutations("ppaar"))), ids="".join)
def test_posted_and_asked_for_in_any_order_it_is_kept_and_acted_on_once(
    maija: Person, topic: Listening, gateway: ScriptedGateway, order: tuple[str, ...]
) -> None:
    ask_to_call(maija, AINO, now=minutes(-60))
    gateway.came_in = [SAME]
    for step in order:
        {"p": post, "a": ask, "r": read}[step]()
    read()
    assert Inbound.objects.get().provider_id == "same"
    assert len(topic.heard) == 1


def test_two_texts_with_the_same_words_are_two(
    maija: Person, topic: Listening, gateway: ScriptedGateway
) -> None:
    ask_to_call(maija, AINO, now=minutes(-60))
    gateway.came_in = [SAME, InboundSms("other", MAIJAS, "", "ok")]
    post()
    ask()
    read()
    assert sorted(Inbound.objects.values_list("provider_id", flat=True)) == ["other", "same"]


@pytest.mark.django_db(transaction=True)
def test_posted_and_asked_for_by_several_workers_at_one_moment_it_is_kept_once(
    topic: Listening, gateway: ScriptedGateway
) -> None:
    make_office()
    ask_to_call(make_person("Maija", MAIJAS), AINO, now=minutes(-60))
    for turn in range(8):
        sms = InboundSms(f"text-{turn}", MAIJAS, "", "ok")
        gateway.came_in = [sms]
        at_once(lambda sms=sms: post(sms), ask, lambda sms=sms: post(sms), ask)  # type: ignore[misc]
        assert Inbound.objects.filter(provider_id=sms.provider_id).count() == 1
    at_once(read, read, read)
    assert not Inbound.objects.filter(state=Inbound.State.NEW).exists()
    assert topic.heard == [("occurrence:1", "accept")] * 8


@pytest.mark.django_db(transaction=True)
def test_a_stop_that_two_workers_read_at_one_moment_is_confirmed_once(
    topic: Listening, gateway: ScriptedGateway
) -> None:
    make_office()
    ask_to_call(make_person("Maija", MAIJAS), AINO, now=minutes(-60))
    gateway.came_in = [InboundSms(f"stop-{n}", MAIJAS, "", "STOP") for n in range(3)]
    ask()
    at_once(read, read, read)
    assert PhoneNumber.objects.get(e164=MAIJAS).stopped_at is not None
    assert Message.objects.filter(template="stop_confirmed").count() == 1
    assert {intent for _about, intent in topic.heard} == {"stop"}
