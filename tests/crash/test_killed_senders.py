"""Whoever hands texts over dies at any point of it: each text goes once, or is known not to be known."""

from pathlib import Path

import pytest

from tests.crash import points, servers
from tests.crash.line import Askable, Mute
from tests.crash.mortal import MARGIN
from tests.crash.rounds import Rounds, check_taken, mood


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("gateway", [Askable, Mute])
def test_a_sender_that_dies_anywhere_loses_and_doubles_nothing(
    gateway: type[Askable], carrier: int, tmp_path: Path
) -> None:
    given = servers.environment(tmp_path, gateway.__name__, **{MARGIN: "1"})
    with servers.worker(given, tmp_path / "worker.log") as running:
        rounds = Rounds(running)
        for point in points.SENDER:
            rounds.play(point)
        mood(loses=0.2)
        asking = points.ASKING if gateway is Askable else ()
        for point in (*points.AFTER_A_LOST_ANSWER, *points.SETTLING, *asking):
            rounds.play(point)
        mood()
        rounds.play(*points.GIVING_BACK)
    check_taken(rounds, gateway)
