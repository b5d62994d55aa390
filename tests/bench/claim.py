"""200 people say yes to one request in the same moment, by real webhooks to a real server, on both databases.

A webhook stores the text and answers; the clock's next tick reads all of them in the order in which they came,
and hands over the replies. Both are measured: from the post to the answer, and how long the reading takes. They
hang on the machine, so they are stated and have no goal.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier

from tests.bench.harness import Report
from tests.bench.servers import postgres, web
from tests.bench.twilio_posts import INBOUND, THREADS, WORKERS, environment, manage, signed, town

PEOPLE = 200
OF_HTTP = 200


def main(as_json: bool) -> int:
    """Let all say yes on SQLite, then on PostgreSQL."""
    report = Report("claim")
    report.add("people", PEOPLE)
    with TemporaryDirectory(prefix="rinki-claim-") as name:
        folder = Path(name)
        _measure(report, "sqlite", f"sqlite:///{folder}/claim.sqlite3", folder)
        with postgres(folder) as address:
            _measure(report, "postgresql", address, folder)
    return report.show(as_json)


def _measure(report: Report, database: str, address: str, folder: Path) -> None:
    where = environment(address, folder)
    log = folder / f"{database}.log"
    manage(where, "migrate", "--verbosity", "0")
    numbers = town(where, f"fill({PEOPLE})")
    with web(where, log, workers=WORKERS, threads=THREADS) as port:
        codes, seconds = _all_say_yes(numbers, port)
    found = town(where, "count()")
    told = sorted(seconds)
    report.add(f"{database}_winners", found["winners"], ("==", 1))
    report.add(f"{database}_kind_refusals", found["kind_refusals"], ("==", PEOPLE - 1))
    report.add(f"{database}_other_replies", found["other_replies"], ("==", 0))
    report.add(f"{database}_handled", found["handled"], ("==", PEOPLE))
    report.add(f"{database}_told_the_winner", found["told_the_winner"], ("==", 1))
    report.add(f"{database}_seconds_to_read_all", found["seconds_to_read"])
    failed = sum(code != OF_HTTP for code in codes) + log.read_text().count("ERROR")
    report.add(f"{database}_errors", failed, ("==", 0))
    report.add(f"{database}_p50_seconds", round(told[len(told) // 2], 2))
    report.add(f"{database}_p99_seconds", round(told[int(len(told) * 0.99) - 1], 2))
    report.add(f"{database}_slowest_seconds", round(told[-1], 2))


def _all_say_yes(numbers: Sequence[str], port: int) -> tuple[list[int], list[float]]:
    """Post everybody's yes at once; return the answers' codes and how long each took."""
    start = Barrier(len(numbers))

    def say_yes(number: str) -> tuple[int, float]:
        body, headers = signed(number, f"SM{number[1:]}", "Kyllä, voin tulla")
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        began = time.monotonic()
        line.request("POST", INBOUND, body, headers)
        code = line.getresponse().status
        return code, time.monotonic() - began

    with ThreadPoolExecutor(len(numbers)) as everybody:
        told = list(everybody.map(say_yes, numbers))
    return [code for code, _ in told], [seconds for _, seconds in told]
