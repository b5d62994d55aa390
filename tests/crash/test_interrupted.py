"""Answers that are lost, a process that sleeps past its lease, a worker killed as a whole: each text goes once."""

import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from notifications.models import Message
from tests.crash import points, servers
from tests.crash.dying import Point, arm, armed
from tests.crash.line import Askable, Mute, Narrow
from tests.crash.mortal import LEASE, MARGIN
from tests.crash.rounds import EACH, Rounds, check_taken, fill, mood, taken

WHOLE_WORKERS = 3


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("gateway", "end"), [(Askable, "delivered"), (Mute, "unknown")])
def test_a_carrier_that_takes_every_text_and_then_fails_is_sent_none_twice(
    gateway: type[Askable], end: str, carrier: int, tmp_path: Path
) -> None:
    given = servers.environment(tmp_path, gateway.__name__, **{MARGIN: "1"})
    mood(loses=1.0)
    fill("taken, then failed", texts=400)
    with servers.worker(given, tmp_path / "worker.log") as running:
        Rounds(running).all_end()
    assert list(taken().values()) == [1] * 400
    assert set(Message.objects.values_list("state", flat=True)) == {end}


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("gateway", "sleeping", "seconds"),
    [
        # So slow that whatever was begun has left when the process falls asleep.
        (Askable, points.ASLEEP_BETWEEN_CALLS, 0.3),
        # Nothing else begins in that moment: what has looked at the clock and not left yet cannot be held back.
        (Narrow, points.ASLEEP_BEFORE_A_CALL, 0.005),
    ],
)
def test_a_process_that_sleeps_past_its_lease_sends_nothing_when_it_wakes(
    carrier: int,
    tmp_path: Path,
    gateway: type[Askable],
    sleeping: Sequence[Point],
    seconds: float,
) -> None:
    short = {LEASE: "4", MARGIN: "0.5"}
    given = servers.environment(tmp_path, gateway.__name__, **short)
    with servers.worker(given, tmp_path / "worker.log") as running:
        rounds = Rounds(running)
        for point in sleeping:
            mood(seconds=seconds)
            fill(point.name)
            arm(point, by=signal.SIGSTOP)
            rounds.until(lambda: not armed(), "nobody fell asleep")
            mood()
            rounds.all_end()  # the other one has taken over
            running.signal(signal.SIGCONT)
        fill("awake")
        rounds.all_end()
    check_taken(rounds, gateway)


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_as_a_whole_goes_on_when_it_is_started_again(
    carrier: int, tmp_path: Path
) -> None:
    given = servers.environment(tmp_path, "Askable", **{MARGIN: "1"})
    with servers.worker(given, tmp_path / "worker.log") as running:
        rounds = Rounds(running)
        for number in range(1, WHOLE_WORKERS + 1):
            fill(f"round {number}")
            rounds.until(partial(_have_gone, EACH * number - EACH // 2), "too few went")
            running.kill()
            running.start()
            rounds.recover(f"round {number}")
    check_taken(rounds, Askable)


def _have_gone(texts: int) -> bool:
    return len(taken()) >= texts
