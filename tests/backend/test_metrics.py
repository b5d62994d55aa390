"""The numbers for Prometheus: counted in the tables, without a word about a person, for the machine alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from backend.schedule import ring_bell
from directory.models import User
from notifications.gateways.base import Fault, SendResult
from notifications.models import GatewayState, Inbound, Message
from notifications.services.heartbeat import note_failure
from notifications.services.sender import send_due
from people.models import Person
from tests.notifications.makers import AINO, NINE, VEIKKO, Listening, ask_to_call, make_person
from tests.notifications.scripted import ScriptedGateway

pytestmark = pytest.mark.django_db
Labels = frozenset[tuple[str, str]]


@pytest.fixture(autouse=True)
def _it_is_nine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts go at this hour."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NINE)


def scraped(client: Client | None = None, **headers: str) -> dict[tuple[str, Labels], float]:
    """Return every number that is given out, by its name and labels, as Prometheus' own parser reads it."""
    answer = (client or Client()).get("/metrics", headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def one(name: str, **labels: str) -> tuple[str, Labels]:
    """Return the key of one number."""
    return f"rinki_{name}", frozenset(labels.items())


def test_texts_are_counted_by_gateway_state_and_outcome(
    gateway: ScriptedGateway, topic: Listening, maija: Person
) -> None:
    now = timezone.now()
    later = now + timedelta(hours=3)
    texts = [
        ask_to_call(person, AINO, VEIKKO, now=now, expires_at=later)
        for person in (maija, make_person("Eino", "+358401230003"))
    ]
    gateway.answer = lambda sms: (
        SendResult("taken")
        if sms.to.endswith("2")
        else SendResult(fault=Fault.NUMBER, code="21614")
    )
    waiting = make_person("Kaino", "+358401230004")
    send_due(now)
    ask_to_call(waiting, AINO, now=now, expires_at=later)
    assert topic.lost == [texts[1].pk]
    found = scraped()
    assert found[one("texts", gateway="scripted", state="accepted")] == 1
    assert found[one("texts", gateway="scripted", state="failed")] == 1
    assert found[one("texts", gateway="", state="pending")] == 1
    assert found[one("sends", gateway="scripted", outcome="accepted")] == 1
    assert found[one("sends", gateway="scripted", outcome="number")] == 1
    assert found[one("texts_open", state="pending")] == 1
    assert found[one("texts_open", state="accepted")] == 1
    assert found[one("texts_due", state="pending")] == 1
    assert 0 <= found[one("oldest_due_text_seconds")] < 60


def test_the_clock_the_auditor_and_what_failed_are_counted() -> None:
    assert scraped()[one("ticks_total")] == 0
    ring_bell()
    note_failure("send_due", timezone.now())
    note_failure("send_due", timezone.now())
    found = scraped()
    assert found[one("ticks_total")] == 1
    assert found[one("stage_failures_total", stage="send_due")] == 2
    assert found[one("last_tick_failed_stages")] == found[one("audit_findings")] == 0
    assert 0 <= found[one("last_tick_age_seconds")] < 60


def test_replies_are_counted_by_their_reading(coordinator: User) -> None:
    now = timezone.now()
    for number, intent in enumerate(("done", "done", "", "stop")):
        Inbound.objects.create(
            gateway="demo",
            provider_id=str(number),
            sender="+358401230002",
            body="ok",
            received_at=now,
            due_at=now,
            intent=intent,
        )
    found = scraped()
    assert found[one("replies", reading="done")] == 2
    assert found[one("replies", reading="unread")] == found[one("replies", reading="stop")] == 1


def test_each_gateway_in_use_is_in_one_state(gateway: ScriptedGateway) -> None:
    now = timezone.now()
    assert scraped()[one("gateway_state", gateway="scripted", state="closed")] == 1
    GatewayState.objects.create(gateway=gateway.name, state="open", next_try_at=now)
    found = scraped()
    states = [found[one("gateway_state", gateway="scripted", state=s)] for s in ("closed", "open")]
    assert states == [0, 1]


def test_nothing_in_the_numbers_is_about_a_person(
    gateway: ScriptedGateway, topic: Listening, maija: Person
) -> None:
    text = ask_to_call(maija, AINO, now=timezone.now())
    send_due(timezone.now())
    told = Client().get("/metrics").content.decode()
    for word in ("Maija", "Aino", "40123", text.about, text.body[:12], maija.last_name):
        assert word not in told
    assert "scripted" in told


@pytest.mark.parametrize("address", ["203.0.113.7", "", "not an address"])
def test_another_machine_is_told_nothing_without_a_token(address: str) -> None:
    answer = Client(REMOTE_ADDR=address).get("/metrics")
    assert answer.status_code == 403
    assert b"rinki_" not in answer.content


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "Via"])
def test_whoever_comes_through_the_web_server_is_not_this_machine(header: str) -> None:
    answer = Client().get("/metrics", headers={header: "127.0.0.1"})
    assert (answer.status_code, b"rinki_" in answer.content) == (403, False)


def test_with_a_token_everybody_has_to_show_it(settings: Settings) -> None:
    settings.METRICS_TOKEN = "a long secret"
    for shown in ("", "Bearer", "Bearer a long", "Basic a long secret", "Bearer ä"):
        answer = Client().get("/metrics", headers={"Authorization": shown})
        assert (answer.status_code, b"rinki_" in answer.content) == (403, False)
    far = Client(REMOTE_ADDR="203.0.113.7")
    assert scraped(far, authorization="Bearer a long secret")[one("ticks_total")] == 0


def test_a_scrape_asks_the_same_few_questions_whatever_there_is(
    maija: Person, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    ring_bell()
    for step in range(5):
        ask_to_call(maija, AINO, now=timezone.now(), step=step + 1)
    assert Message.objects.count() == 5
    with django_assert_max_num_queries(9):
        scraped()


def test_only_reading_is_possible() -> None:
    assert Client().post("/metrics").status_code == 405
