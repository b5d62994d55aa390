"""200 people say yes to one request in the same moment, by real webhooks to a real server, on both databases.

A webhook stores the text first and acts on it before it answers; the reply is then in the outbox, and goes out
with the clock's next minute. So what is measured, from the post to the answer, is how long a yes takes to count:
it hangs on the machine, so it is stated and has no goal.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

from tests.bench.harness import Report
from tests.bench.servers import ROOT, postgres, web

PEOPLE = 200
# As docs/operations.md sets the service up.
WORKERS, THREADS = 2, 4
ACCOUNT, SECRET = "AC" + "0" * 32, "a bench's own secret"
PUBLIC, PATH = "https://bench.example", "/gateways/twilio/inbound/"
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
    environment = {
        "DATABASE_URL": address,
        "RINKI_VAR_DIR": str(folder),
        "RINKI_GATEWAYS": "notifications.gateways.twilio.TwilioGateway",
        "RINKI_PUBLIC_URL": PUBLIC,
        "RINKI_ALLOWED_HOSTS": "127.0.0.1",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": SECRET,
        "TWILIO_FROM": "+358401110000",
    }
    log = folder / f"{database}.log"
    _manage(environment, "migrate", "--verbosity", "0")
    numbers = _town(environment, f"fill({PEOPLE})")
    with web(environment, log, workers=WORKERS, threads=THREADS) as port:
        codes, seconds = _all_say_yes(numbers, port)
    found = _town(environment, "count()")
    told = sorted(seconds)
    report.add(f"{database}_winners", found["winners"], ("==", 1))
    report.add(f"{database}_kind_refusals", found["kind_refusals"], ("==", PEOPLE - 1))
    report.add(f"{database}_other_replies", found["other_replies"], ("==", 0))
    report.add(f"{database}_handled", found["handled"], ("==", PEOPLE))
    report.add(f"{database}_told_the_winner", found["told_the_winner"], ("==", 1))
    failed = sum(code != OF_HTTP for code in codes) + log.read_text().count("ERROR")
    report.add(f"{database}_errors", failed, ("==", 0))
    report.add(f"{database}_p50_seconds", round(told[len(told) // 2], 2))
    report.add(f"{database}_p99_seconds", round(told[int(len(told) * 0.99) - 1], 2))
    report.add(f"{database}_slowest_seconds", round(told[-1], 2))


def _all_say_yes(numbers: Sequence[str], port: int) -> tuple[list[int], list[float]]:
    """Post everybody's yes at once; return the answers' codes and how long each took."""
    start = Barrier(len(numbers))

    def say_yes(number: str) -> tuple[int, float]:
        body, headers = _signed(number)
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        start.wait()
        began = time.monotonic()
        line.request("POST", PATH, body, headers)
        code = line.getresponse().status
        return code, time.monotonic() - began

    with ThreadPoolExecutor(len(numbers)) as everybody:
        told = list(everybody.map(say_yes, numbers))
    return [code for code, _ in told], [seconds for _, seconds in told]


def _signed(number: str) -> tuple[str, dict[str, str]]:
    """Return the form and the headers of a yes, signed as Twilio signs."""
    fields = {
        "AccountSid": ACCOUNT,
        "MessageSid": f"SM{number[1:]}",
        "From": number,
        "To": "+358401110000",
        "Body": "Kyllä, voin tulla",
    }
    signature = RequestValidator(SECRET).compute_signature(PUBLIC + PATH, fields)
    form = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-Proto": "https"}
    return urlencode(fields), form | {"X-Twilio-Signature": signature}


def _town(environment: dict[str, str], call: str) -> Any:
    """Run one function of the town on the database of `environment`; return what it printed."""
    code = f"from tests.bench import claim_town; claim_town.{call}"
    said = _manage(environment, "shell", "--no-imports", "-c", code)
    return json.loads(said.splitlines()[-1])


def _manage(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout
