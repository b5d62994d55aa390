"""What an incoming text costs, beside a request that does nothing: 50 clients at once, on the same real server.

Every text is signed as Twilio signs and checked by the official validator. The worker is stopped all the while:
each text must be there all the same, and be read once the worker ticks again. Then one is started whose clock does
not strike: a text must be read because it was called for it.
"""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from threading import Barrier

from tests.bench.harness import Report
from tests.bench.servers import postgres, web
from tests.bench.twilio_posts import INBOUND, THREADS, WORKERS, environment, manage, signed, town
from tests.crash.servers import worker

CLIENTS, EACH, ROUNDS = 50, 8, 4
NOTHING = "/nothing/"
OF_HTTP = 200
MOST = 4.0  # times the median of a request that does nothing
SOON = 10.0  # seconds until a worker that is idle has read a text; by itself it would look after a minute
MOST_CALLS = 20  # with nobody there to read, these wait for whoever comes
_ids = count()


@dataclass(frozen=True)
class Told:
    """The answers of one round: how many were refused, and how long each took in seconds."""

    refused: int
    seconds: list[float]


def main(as_json: bool) -> int:
    """Measure on SQLite, then on PostgreSQL."""
    report = Report("webhook")
    report.add("clients", CLIENTS)
    with TemporaryDirectory(prefix="rinki-webhook-") as name:
        folder = Path(name)
        _measure(report, "sqlite", f"sqlite:///{folder}/webhook.sqlite3", folder)
        with postgres(folder) as address:
            _measure(report, "postgresql", address, folder)
    return report.show(as_json)


def _measure(report: Report, database: str, address: str, folder: Path) -> None:
    where = environment(address, folder, DJANGO_SETTINGS_MODULE="tests.bench.webhook_settings")
    manage(where, "migrate", "--verbosity", "0")
    numbers = town(where, f"fill({CLIENTS})")
    log = folder / f"{database}.log"
    texts, nothing = Told(0, []), Told(0, [])
    with web(where, log, workers=WORKERS, threads=THREADS) as port:
        _all_write(numbers, NOTHING, port)  # every worker is warm
        _all_write(numbers, INBOUND, port)
        # Side by side, so that a busy minute of the machine strikes both.
        for _round in range(ROUNDS):
            nothing = _together(nothing, _all_write(numbers, NOTHING, port))
            texts = _together(texts, _all_write(numbers, INBOUND, port))
        found = town(where, "count_texts()")
        with worker(where, folder / f"{database}-worker.log"):
            town(where, "until_all_is_read(1)")
            _all_write(numbers[:1], INBOUND, port)
            called = town(where, f"until_all_is_read({EACH})")
    written = (ROUNDS + 1) * CLIENTS * EACH
    report.add(f"{database}_lost", written - found["stored"], ("==", 0))
    report.add(f"{database}_refused", texts.refused + nothing.refused, ("==", 0))
    report.add(f"{database}_unread_after_a_tick", found["unread"], ("==", 0))
    report.add(f"{database}_calls_to_the_worker", found["calls"], ("<=", MOST_CALLS))
    report.add(f"{database}_seconds_until_read", called["seconds"], ("<=", SOON))
    report.add(f"{database}_errors", log.read_text().count("ERROR"), ("==", 0))
    for percent, goal in ((50, ("<=", MOST)), (99, None)):
        one, other = (_percentile(told.seconds, percent) for told in (texts, nothing))
        report.add(f"{database}_p{percent}_ms", round(one * 1000, 1))
        report.add(f"{database}_p{percent}_of_nothing_ms", round(other * 1000, 1))
        report.add(f"{database}_p{percent}_ratio", round(one / other, 2), goal)


def _all_write(numbers: Sequence[str], path: str, port: int) -> Told:
    """Let every number write `EACH` texts, one after the other and all numbers at once."""
    start = Barrier(len(numbers))

    def write(number: str) -> list[tuple[int, float]]:
        requests = [_signed(number) for _ in range(EACH)]
        with _line(port) as line:
            start.wait()
            return [_post(line, path, body, headers) for body, headers in requests]

    with ThreadPoolExecutor(len(numbers)) as everybody:
        told = [answer for answers in everybody.map(write, numbers) for answer in answers]
    refused = sum(code != OF_HTTP for code, _ in told)
    return Told(refused, [seconds for _, seconds in told])


@contextmanager
def _line(port: int) -> Iterator[HTTPConnection]:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        yield line
    finally:
        line.close()


def _post(line: HTTPConnection, path: str, body: str, headers: dict[str, str]) -> tuple[int, float]:
    """Post on a new connection, as a gateway does; return the code and the seconds it took."""
    line.close()
    began = time.monotonic()
    line.request("POST", path, body, headers)
    answer = line.getresponse()
    answer.read()
    return answer.status, time.monotonic() - began


def _signed(number: str) -> tuple[str, dict[str, str]]:
    body = "Hei, kävin eilen Ainon luona ja kaikki oli hyvin"
    return signed(number, f"SM{next(_ids):032x}", body)


def _together(one: Told, other: Told) -> Told:
    return Told(one.refused + other.refused, one.seconds + other.seconds)


def _percentile(seconds: list[float], percent: int) -> float:
    return quantiles(seconds, n=100)[percent - 1]
