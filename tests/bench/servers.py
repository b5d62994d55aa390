"""Real servers for a bench: a PostgreSQL of our own, and the web service on a database of its own."""

import os
import pwd
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180  # seconds for a server to come up


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Start a PostgreSQL in `folder` on loopback and give its address; it goes away with the block."""
    home, port = folder / "pg", free_port()
    home.mkdir()
    folder.chmod(0o711)
    programs = max(Path("/usr/lib/postgresql").glob("*/bin/initdb")).parent
    as_postgres = _as_postgres(home)
    data = home / "data"
    server = f"-F -p {port} -k {home} -c listen_addresses=127.0.0.1 -c full_page_writes=off"
    make = [programs / "initdb", "-D", data, "-U", "rinki", "--auth=trust", "--encoding=UTF8"]
    start = [programs / "pg_ctl", "-D", data, "-l", home / "log", "-w", "start", "-o", server]
    stop = [programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
    _run([*as_postgres, *make, "--locale=C.UTF-8", "--no-sync"], home)
    _run([*as_postgres, *start], home)
    try:
        _run(
            [*as_postgres, programs / "createdb", "-h", home, "-p", port, "-U", "rinki", "rinki"],
            home,
        )
        yield f"postgres://rinki@127.0.0.1:{port}/rinki"
    finally:
        _run([*as_postgres, *stop], home)


@contextmanager
def web(
    environment: dict[str, str], log: Path, *, workers: int, threads: int, more: Sequence[str] = ()
) -> Iterator[int]:
    """Start the web service under gunicorn and give its port; it goes away with the block."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", "backend.wsgi", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--threads", str(threads), "--log-level", "warning", *more,
    ]  # fmt: skip
    with log.open("w") as written:
        running = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, stdout=written, stderr=written
        )
    try:
        _wait_for(port, running)
        yield port
    finally:
        running.terminate()
        running.wait()


def _as_postgres(home: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then another account owns its folder."""
    if os.getuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    os.chown(home, pwd.getpwnam(name).pw_uid, -1)
    return ["runuser", "-u", name, "--"]


def _run(command: list[object], folder: Path) -> None:
    subprocess.run(
        [str(part) for part in command], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )


def _wait_for(port: int, running: "subprocess.Popen[bytes]") -> None:
    """Wait until the service answers: then every worker is there, or soon will be."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with suppress(OSError, HTTPException):
            line.request("GET", "/healthz")
            if line.getresponse().status < 500:
                return
        time.sleep(0.1)
    raise RuntimeError("the web service did not start")


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """Start a Redis on loopback and give its address; it goes away with the block."""
    port = free_port()
    command = ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    running = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield f"redis://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()
