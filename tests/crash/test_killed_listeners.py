"""Whoever takes in texts, reads and answers them, or hears of ours, dies anywhere: all are heard once."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from directory.models import Association, Municipality, StaffRole, User
from notifications.models import Inbound, Message
from notifications.references import reference_of
from tests.bench.servers import web
from tests.crash import points, servers
from tests.crash.dying import arm, armed
from tests.crash.line import Askable
from tests.crash.mortal import MARGIN
from tests.crash.posting import Post, callback, post_all, text
from tests.crash.rounds import EACH, Rounds, check_taken, fill, mood, states, taken

THREADS = 4
# Whoever stands in for the dead need not load everything anew.
AGAIN = "--preload"
SOON = {MARGIN: "1"}


def open_an_office() -> None:
    """Make the office in whose name unknown senders are answered, and who looks at their texts."""
    place = Municipality.objects.create(
        code="226", name_fi="Karstula", population=4235, population_year=2016,
        latitude="62.87", longitude="24.80",
    )  # fmt: skip
    office = Association.objects.create(name="Vapari ry", short_name="Vapari", phone="014 555 0100")
    office.municipalities.add(place)
    kirsi = User.objects.create_user("kirsi@example.org", first_name="Kirsi")
    role = StaffRole.Role.COORDINATOR
    StaffRole.objects.create(user=kirsi, role=role, municipality=place, valid_from=date(2026, 1, 1))


def texts_of(number: int) -> list[Post]:
    """Return the texts of one round: one each from as many numbers, every tenth posted twice."""
    posts = [
        text(f"+35850{number:02d}{n:05d}", "Kuka siellä?", f"in-{number}-{n}") for n in range(EACH)
    ]
    return posts + posts[::10]


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_a_listener_that_dies_anywhere_hears_and_answers_every_text_once(
    carrier: int, tmp_path: Path
) -> None:
    open_an_office()
    given = servers.environment(tmp_path, "Askable", **SOON)
    log = tmp_path / "web.log"
    with (
        web(given, log, workers=2, threads=THREADS, more=[AGAIN]) as port,
        servers.worker(given, tmp_path / "worker.log") as running,
    ):
        rounds = Rounds(running)
        for number, here in enumerate(points.LISTENING):
            arm(*here)
            post_all(texts_of(number), port, number)
            rounds.until_dead()
            rounds.recover(", ".join(point.name for point in here))
    servers.check_log(log)
    check_taken(rounds, Askable)
    heard = Inbound.objects.all()
    assert heard.count() == EACH * len(points.LISTENING)
    assert set(heard.values_list("state", flat=True)) == {"queued"}
    answered = Counter(Message.objects.values_list("answers", flat=True))
    assert answered.keys() == set(heard.values_list("pk", flat=True))
    assert set(answered.values()) == {1}


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_callbacks_in_any_order_tell_one_truth_while_those_who_take_them_die(
    carrier: int, tmp_path: Path
) -> None:
    given = servers.environment(tmp_path, "Askable", **SOON)
    log = tmp_path / "web.log"
    mood("accepted")
    with (
        web(given, log, workers=2, threads=THREADS, more=[AGAIN]) as port,
        servers.worker(given, tmp_path / "worker.log") as running,
    ):
        rounds = Rounds(running)
        for seed, point in enumerate(points.CALLBACKS):
            fill(point.name)
            rounds.until(lambda: states() <= {"accepted", "delivered"}, "unsent")
            ours = [reference_of(m.pk) for m in Message.objects.filter(about=point.name)]
            words = ("sent", "failed", "delivered")
            arm(point)
            post_all(
                [callback(reference, word) for reference in ours for word in words], port, seed
            )
            assert not armed()
    servers.check_log(log)
    assert states() == {"delivered"}
    assert set(taken().values()) == {1}
