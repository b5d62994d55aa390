"""What the worker does when it is called because a text has come in."""

import runpy
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from redis.connection import parse_url

from backend import schedule
from backend.clock import STAGES, tick
from notifications.gateways.base import InboundSms
from notifications.models import Inbound, Message
from notifications.services.inbound import receive
from notifications.services.polling import poll
from people.models import Person
from tests.conversations.village import Village


def test_a_text_is_read_answered_and_the_answer_sent_in_one_go(
    village: Village, sari: Person, aino: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    nine = village.occurrence(aino).starts_at
    tick(nine)
    at = nine + timedelta(minutes=5)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    number = sari.numbers.get().number.e164
    receive("demo", InboundSms("in-1", number, "", "en pääse"), at)
    read_at_once = import_string(settings.BELL)
    assert read_at_once() == 0
    assert Inbound.objects.get().state != Inbound.State.NEW
    assert Message.objects.get(answers__isnull=False).state == "delivered"


def test_the_gateways_are_not_asked_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def only_note(now: datetime, *, stages: list[object]) -> int:
        done.extend(stage.__name__ for stage in stages)  # type: ignore[attr-defined]  # they are functions
        return 0

    monkeypatch.setattr(schedule, "tick", only_note)
    schedule.read_at_once()
    assert done == [stage.__name__ for stage in STAGES if stage is not poll]
    assert done[0] == "process_new"


@pytest.mark.parametrize("address", ["redis://queue:6379/3", "redis://queue:6379/3?protocol=3"])
def test_nobody_waits_long_for_a_queue_that_is_silent(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("REDIS_URL", address)
    cluster = runpy.run_path(str(settings.BASE_DIR / "backend" / "settings.py"))["Q_CLUSTER"]
    asked = parse_url(cluster["redis"])  # type: ignore[no-untyped-call]  # of redis
    assert (asked["host"], asked["db"]) == ("queue", 3)
    # Half of what Twilio grants an answer. The worker listens for a second at a time.
    assert 1 < asked["socket_connect_timeout"] + asked["socket_timeout"] <= 7.5
