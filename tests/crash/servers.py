"""The processes of a crash test, each started once for many rounds: worker, web service and carrier."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.bench.servers import free_port
from tests.crash import dying

Process = subprocess.Popen[bytes]
_WRONG = re.compile(r" ERROR |Traceback|Error:")


def database_url() -> str:
    """Return the address of the database of this very test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "postgresql":
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return f"sqlite:///{name}"


def queue_url() -> str:
    """Return the address of a queue that no other test process uses; "" where the queue is in the database."""
    given = os.environ.get("REDIS_URL", "")
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return urlsplit(given)._replace(path=f"/{1 + int(number)}").geturl() if given else ""


def environment(place: Path, gateway: str, **more: str) -> dict[str, str]:
    """Return what processes of the service need; `gateway` is a class of `line`."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.crash.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": queue_url(),
        "RINKI_GATEWAYS": f"tests.crash.line.{gateway}",
        "RINKI_LOG_LEVEL": "WARNING",
        dying.ARMED: str(place),
        **more,
    }


@contextmanager
def exchange() -> Iterator[int]:
    """Start the carrier and give its port."""
    port = free_port()
    command = [sys.executable, "-m", "tests.crash.exchange", str(port)]
    running = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE)
    try:
        assert running.stdout is not None
        assert running.stdout.readline() == b"listening\n"
        yield port
    finally:
        running.kill()
        running.wait()


class Worker:
    """`manage.py qcluster` in a process group of its own, so that all of it can be killed or stopped."""

    def __init__(self, given: dict[str, str], log: Path) -> None:
        self._given, self._log = given, log
        self._running: Process | None = None

    def start(self) -> None:
        """Start it; its workers are there within a second or two."""
        with self._log.open("ab") as written:
            self._running = subprocess.Popen(
                [sys.executable, "manage.py", "qcluster"],
                cwd=settings.BASE_DIR,
                env=os.environ | self._given,
                stdout=written,
                stderr=written,
                start_new_session=True,
            )

    def check_runs(self) -> None:
        """See that it has not stopped by itself."""
        assert self._running is not None
        assert self._running.poll() is None, self._log.read_text()[-3000:]

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to all of its processes at once."""
        assert self._running is not None
        os.killpg(self._running.pid, number)

    def kill(self) -> None:
        """Kill all of it."""
        self.signal(signal.SIGKILL)
        assert self._running is not None
        self._running.wait()


@contextmanager
def worker(given: dict[str, str], log: Path) -> Iterator[Worker]:
    """Start a worker; whatever happens, it ends with the block. It must have logged no error."""
    cluster = Worker(given, log)
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.kill()
    check_log(log)


def check_log(log: Path) -> None:
    """See that nothing but deaths went wrong."""
    wrong = [line for line in log.read_text().splitlines() if _WRONG.search(line)]
    assert not wrong, "\n".join(wrong[:20])
