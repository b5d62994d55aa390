"""A worker that comes to life sees whether another has died with texts in hand."""

import subprocess
import sys
from threading import Thread
from typing import Any

import pytest
from django.db import DatabaseError
from django_q.signals import post_spawn

from notifications.services import rising
from notifications.services.claims import Lease, claim_due
from notifications.services.owners import new_owner
from people.models import Person
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call

NAME = "from notifications.services.owners import new_owner; print(new_owner(), flush=True)"


class Timers:
    """Remembers what was to ring, and when."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float, ring: Any) -> Thread:
        self.seconds.append(seconds)
        assert ring is rising._ring
        return Thread()


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Timers:
    timers = Timers()
    monkeypatch.setattr(rising, "Timer", timers)
    return timers


def spawn() -> None:
    """Tell of a new worker as django-q2 does."""
    post_spawn.send(sender="django_q", proc_name="Process-1")


def test_for_what_the_dead_left_it_rings_at_once_and_until_they_can_be_asked_about(
    maija: Person, topic: Listening, timers: Timers
) -> None:
    del topic
    ask_to_call(maija, AINO)
    told = subprocess.run([sys.executable, "-c", NAME], capture_output=True, text=True, check=True)
    claim_due(Lease(told.stdout.strip()), NINE)
    spawn()
    assert timers.seconds == [0, 15, 30, 45]


def test_for_what_the_living_have_it_does_not_ring(
    maija: Person, topic: Listening, timers: Timers
) -> None:
    del topic
    ask_to_call(maija, AINO)
    claim_due(Lease(new_owner()), NINE)
    spawn()
    assert timers.seconds == []


def test_a_database_that_does_not_answer_keeps_no_worker_from_life(
    timers: Timers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> list[str]:
        raise DatabaseError("gone")

    monkeypatch.setattr(rising, "left_by", fails)
    spawn()
    assert timers.seconds == []
    assert "Could not see what was left: DatabaseError" in caplog.text
