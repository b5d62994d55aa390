"""Workers die at any moment, or tick at the same one: every text goes once and nobody is forgotten."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from directory.localtime import instant
from notifications.models import Inbound, Message
from rings.models import Occurrence
from tests.conversations.village import MONDAY, Village, hour
from tests.crash.carrier import BOOKS, taken

KILLS = 6
NINE, UNTIL = instant(MONDAY, hour("8:58")), instant(MONDAY, hour("11:30"))


def fill(village: Village) -> None:
    """Make four rings of nine o'clock: two helpers and six residents each."""
    for ring in range(4):
        helpers = [village.volunteer(f"Sari{ring}{n}", f"+3584012311{ring}{n}") for n in range(2)]
        residents = [village.resident(f"Aino{ring}{n}", f"+3584012322{ring}{n}") for n in range(6)]
        village.ring(helpers=helpers, residents=residents, at="9:00")


@contextmanager
def worker(place: Path, name: str, mate: str = "") -> Iterator["subprocess.Popen[str]"]:
    """Start a worker on the database of this test; whatever happens, it ends with the block."""
    database = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()
    else:
        address = f"sqlite:///{database}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address,
        "RINKI_GATEWAYS": "tests.crash.carrier.Carrier",
        BOOKS: str(place / "books"),
    }
    command = [sys.executable, "-m", "tests.crash.worker", NINE.isoformat(), UNTIL.isoformat()]
    running = subprocess.Popen(
        [*command, str(place / name), *([str(place / mate)] if mate else [])],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == "ticking\n"
        yield running
    finally:
        running.kill()
        running.wait()


def finish(running: "subprocess.Popen[str]") -> None:
    """Let the worker come to its end: without an error in its log."""
    _told, complaints = running.communicate(timeout=300)
    assert running.returncode == 0, complaints
    assert "Traceback" not in complaints, complaints


def check(village: Village, books: Path) -> None:
    """Every text went once, the same was never written twice, and everything has its end or its owner."""
    sent = [reference for reference, _to in taken(books)]
    assert len(sent) == len(set(sent)), Counter(sent).most_common(3)
    assert len(sent) > 10
    out = Message.objects.exclude(state__in=["cancelled", "expired"])
    assert out.count() == len(sent)
    assert set(out.values_list("state", flat=True)) == {"delivered"}
    asked = out.filter(purpose="duty")
    written = Counter(asked.values_list("number", "body"))
    assert written.most_common(1)[0][1] == 1, written.most_common(2)
    # The coordinator's own telephone is nobody's in the register.
    waiting = Inbound.objects.exclude(state="handled")
    assert set(waiting.values_list("queued_because", flat=True)) <= {"unknown_sender"}
    today = Occurrence.objects.filter(nominal_date=MONDAY)
    assert today.count() == 24
    assert set(today.values_list("state", flat=True)) == {"done", "escalated"}
    village.clock.now = UNTIL
    assert village.nobody_is_forgotten()


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_workers_killed_at_any_moment_send_every_text_once_and_forget_nobody(
    tmp_path: Path,
) -> None:
    village = Village()
    fill(village)
    moments = random.Random(7)
    for _n in range(KILLS):
        with worker(tmp_path, "minute") as running:
            sleep_until(monotonic() + moments.uniform(0.02, 0.5))
            running.send_signal(signal.SIGKILL)
    with worker(tmp_path, "minute") as running:
        finish(running)
    check(village, tmp_path / "books")


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_minutes_share_the_work(tmp_path: Path) -> None:
    village = Village()
    fill(village)
    with worker(tmp_path, "one", "other") as first, worker(tmp_path, "other", "one") as second:
        finish(first)
        finish(second)
    check(village, tmp_path / "books")


def sleep_until(moment: float) -> None:
    """Wait for the moment of the kill: real time, because a real process is to die in it."""
    while (left := moment - monotonic()) > 0:
        sleep(left)
