"""What a process that has died had in hand goes on without it; what a living one has is left to it.

Seen through the whole clock: nothing else is due in these minutes that would make it look.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta

import pytest

from backend.clock import tick
from notifications.gateways.base import Found, LookUp, Status, StatusReport
from notifications.models import Message
from notifications.services.claims import MARGIN, Lease, claim_due
from notifications.services.owners import has_died, new_owner
from notifications.services.sending.marking import mark
from people.models import Person
from tests.notifications.makers import AINO, NINE, Listening, ask_to_call, minutes, state_of
from tests.notifications.scripted import ScriptedGateway

NAME = "from notifications.services.owners import new_owner; print(new_owner(), flush=True)"


@pytest.fixture
def sleeper() -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start a process that has a name and then waits; give both."""
    command = [sys.executable, "-c", f"{NAME}; input()"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout
    yield process, process.stdout.readline().strip()
    process.kill()
    process.wait()


@pytest.fixture
def dead(sleeper: tuple["subprocess.Popen[str]", str]) -> str:
    """Return the name of a process that was killed."""
    process, owner = sleeper
    process.kill()
    process.wait()
    return owner


def test_no_name_is_given_twice_and_whoever_asks_lives() -> None:
    names = {new_owner() for _n in range(100)}
    assert len(names) == 100
    assert not any(map(has_died, names))


def test_whoever_was_stopped_has_not_died(sleeper: tuple["subprocess.Popen[str]", str]) -> None:
    process, owner = sleeper
    process.send_signal(signal.SIGSTOP)
    assert not has_died(owner)
    process.kill()
    process.wait()
    assert has_died(owner)


@pytest.mark.parametrize("name", ["", "worker", "elsewhere-1-abc", "a-b-c"])
def test_of_another_machine_nothing_is_told(name: str) -> None:
    assert not has_died(name)


def test_what_the_dead_had_not_begun_goes_at_once(
    maija: Person, topic: Listening, gateway: ScriptedGateway, dead: str
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    claim_due(Lease(dead), NINE)
    tick(NINE + timedelta(seconds=1))
    assert state_of(message) == "accepted"
    assert gateway.asked == []
    assert len(gateway.sent) == 1


def test_what_the_dead_may_have_sent_is_asked_after_when_the_call_must_be_over(
    maija: Person, topic: Listening, gateway: ScriptedGateway, dead: str
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    gateway.found = Found(LookUp.FOUND, StatusReport("SM7", Status.SENT, "sent"))
    mark(claim_due(Lease(dead), NINE), gateway.name, dead)
    soon = timedelta(seconds=gateway.timeout + gateway.listing_lag) + MARGIN
    tick(NINE)
    tick(NINE + soon - timedelta(seconds=1))
    assert gateway.asked == []
    tick(NINE + soon)
    assert len(gateway.asked) == 1
    assert gateway.sent == []
    assert Message.objects.get(pk=message.pk).provider_id == "SM7"


def test_what_the_living_have_in_hand_is_left_to_them(
    maija: Person,
    topic: Listening,
    gateway: ScriptedGateway,
    sleeper: tuple["subprocess.Popen[str]", str],
) -> None:
    del topic
    message = ask_to_call(maija, AINO)
    claim_due(Lease(sleeper[1]), NINE)
    tick(minutes(1))
    assert gateway.sent == []
    assert state_of(message) == "sending"
