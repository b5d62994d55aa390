"""After a death nobody rings, and no lease is shortened: the worker that stands up sees to what was left."""

from pathlib import Path

import pytest
from django_q.tasks import async_task

from tests.crash import points, servers
from tests.crash.dying import Point, arm
from tests.crash.line import Askable
from tests.crash.rounds import BELL, EACH, Rounds, check_taken, fill, mood

# Marked, and perhaps on its way.
MARKED = points.SENDER[10]


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("texts", "dies_at"),
    [
        (EACH, MARKED),
        (20, points.HOLDING),  # nothing is due: all that is open is in the hands of the dead
    ],
)
def test_within_a_minute_of_a_death_all_texts_have_gone(
    carrier: int, tmp_path: Path, texts: int, dies_at: Point
) -> None:
    given = servers.environment(tmp_path, "Askable")
    mood(seconds=0.05)
    fill("left alone", texts)
    arm(dies_at)
    with servers.worker(given, tmp_path / "worker.log") as running:
        rounds = Rounds(running, rings=False)
        async_task(BELL)
        rounds.until_dead()
        rounds.recover("left alone")
    check_taken(rounds, Askable)
