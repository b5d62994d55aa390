"""How many texts a second the sender hands over, beside three other ways to send the same texts.

A bare loop makes the same calls at the same concurrency, with the same client and nothing else. One task of
django-q2 a text, and one of Celery, are what is most often built: each looks the text up, sends it and records it.
All in one run, on SQLite and on PostgreSQL, with a counterpart that answers after 0, 50 and 200 milliseconds.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.harness import Report
from tests.bench.sender_server import ACCOUNT
from tests.bench.sender_ways import BROKER
from tests.bench.servers import ROOT, free_port, postgres, redis

TEXTS = 320
CONCURRENT = 32
LATENCIES = (0, 50, 200)
TO_BARE = {50: 0.5, 200: 0.8}
# Other work on the machine blurs a single run: of the two that are compared, the quickest of so many counts.
TRIES, WARM_UPS = 3, 3
LISTEN = "from tests.bench import sender_ways; sender_ways.listen()"


@dataclass
class Place:
    """One database, and what runs beside it."""

    name: str
    environment: dict[str, str]
    folder: Path
    origins: list[str]


def main(as_json: bool) -> int:
    """Measure on SQLite, then on PostgreSQL."""
    report = Report("sender")
    report.add("texts", TEXTS)
    report.add("concurrent", CONCURRENT)
    with TemporaryDirectory(prefix="rinki-sender-") as name, ExitStack() as running:
        folder = Path(name)
        origins = running.enter_context(counterpart())
        address = running.enter_context(postgres(folder))
        queue = running.enter_context(redis(folder))
        common = _environment(folder) | {BROKER: f"{queue}/1"}
        # As the service is set up: on SQLite with the queue in the database, on PostgreSQL with Redis.
        one = common | {"REDIS_URL": ""}
        many = common | {"DATABASE_URL": address, "REDIS_URL": f"{queue}/0"}
        _measure(report, Place("sqlite", one, folder, origins))
        _measure(report, Place("postgresql", many, folder, origins))
    return report.show(as_json)


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "RINKI_VAR_DIR": str(folder),
        "RINKI_GATEWAYS": "tests.bench.sender_ways.Gateway",
        "RINKI_PUBLIC_URL": "https://bench.example",
        "RINKI_SENDER_AUTHORISED_UNTIL": "2999-12-31",
        "RINKI_WORKERS": str(CONCURRENT),
        "RINKI_LOG_LEVEL": "WARNING",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": "a bench's own secret",
        "TWILIO_FROM": "+358401110000",
    }


def _measure(report: Report, place: Place) -> None:
    """Send the same texts in each way, and write down how fast and in how much memory."""
    manage = [sys.executable, "manage.py"]
    migrate = [*manage, "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=place.environment, check=True)
    _shell(place, f"from tests.bench import sender_town; sender_town.fill({TEXTS})").wait()
    rates = _compared(report, place)
    rates["q2"] = _rates(report, place, "q2", [*manage, "qcluster"])
    worker = ["-m", "celery", "-A", "tests.bench.sender_tasks", "worker", "--loglevel", "ERROR"]
    # Threads suit calls that mostly wait, and take the least memory.
    celery = [sys.executable, *worker, "--pool", "threads", "--concurrency", str(CONCURRENT)]
    rates["celery"] = _rates(report, place, "celery", celery)
    for number, latency in enumerate(LATENCIES):
        mine = rates["ours"][number]
        for way, goal in (("bare", TO_BARE.get(latency)), ("q2", 1.0), ("celery", 1.0)):
            ratio = round(mine / rates[way][number], 2)
            name = f"{place.name}_{latency}ms_ours_to_{way}"
            report.add(name, ratio, (">=", goal) if goal else None)


def _compared(report: Report, place: Place) -> dict[str, list[float]]:
    """Return texts a second of the bare loop and of ours at each latency: in turns, in one process."""
    rates: dict[str, list[float]] = {"bare": [], "ours": []}
    asked = _shell(place, LISTEN)
    for latency, origin in zip(LATENCIES, place.origins, strict=True):
        told = [{way: _ask(asked, way, origin) for way in rates} for _try in range(TRIES)]
        for way, found in rates.items():
            found.append(TEXTS / min(one[way]["seconds"] for one in told))
            report.add(f"{place.name}_{latency}ms_{way}_per_second", round(found[-1], 1))
        sent = min(one["ours"]["sent"] for one in told)
        report.add(f"{place.name}_{latency}ms_ours_sent", sent, ("==", TEXTS))
    report.add(f"{place.name}_ours_memory_mb", round(told[-1]["ours"]["peak_mb"]))
    asked.communicate()
    return rates


def _rates(report: Report, place: Place, way: str, workers: list[str]) -> list[float]:
    """Return texts a second of `way` at each latency; `workers` is the command that starts who does the work."""
    rates = []
    with _group(place, workers) as group:
        asked = _shell(place, LISTEN)
        for _try in range(WARM_UPS):  # until the workers have begun
            if _ask(asked, way, place.origins[0])["sent"]:
                break
        for latency, origin in zip(LATENCIES, place.origins, strict=True):
            told = _ask(asked, way, origin)
            rates.append(max(told["sent"], 1) / told["seconds"])
            report.add(f"{place.name}_{latency}ms_{way}_per_second", round(rates[-1], 1))
        report.add(f"{place.name}_{way}_memory_mb", round(_memory_of(group)))
        asked.communicate()
    return rates


def _ask(asked: "subprocess.Popen[str]", way: str, origin: str) -> dict[str, Any]:
    assert asked.stdin
    assert asked.stdout
    asked.stdin.write(f"{way} {origin}\n")
    asked.stdin.flush()
    told: dict[str, Any] = json.loads(asked.stdout.readline())
    return told


def _shell(place: Place, code: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=ROOT, env=place.environment, stdin=pipe, stdout=pipe, text=True
    )


@contextmanager
def _group(place: Place, command: list[str]) -> Iterator[int]:
    """Run `command` with all that it starts; give the number of the group of processes."""
    with (place.folder / "workers.log").open("w") as log:
        running = subprocess.Popen(
            command, cwd=ROOT, env=place.environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield running.pid
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _memory_of(group: int) -> float:
    """Return the megabytes of all processes of `group`; what some share counts once."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == group or os.getsid(int(process.name)) == group:
                rolled = (process / "smaps_rollup").read_text()
                total += int(rolled.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):  # it has just ended
            continue
    return total / 1024


@contextmanager
def counterpart() -> Iterator[list[str]]:
    """Start the counterpart; give its addresses, in the order of `LATENCIES`."""
    ports = [free_port() for _ in LATENCIES]
    places = [f"{port}={ms}" for port, ms in zip(ports, LATENCIES, strict=True)]
    command = [sys.executable, "-m", "tests.bench.sender_server", *places]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert running.stdout
        assert running.stdout.readline() == "listening\n"
        yield [f"http://127.0.0.1:{port}" for port in ports]
    finally:
        running.kill()
        running.wait()
