"""A place of its own for a rehearsal: a child process with a temporary database and no way out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

DATABASE = "rehearsal.sqlite3"
PLAN_FILE = "plan.jsonl"


@contextmanager
def temporary_stage() -> Iterator[Path]:
    """Give a folder that only this user may read, and take it away afterwards."""
    with tempfile.TemporaryDirectory(prefix="rinki-rehearsal-") as folder:
        yield Path(folder)


def start_on_stage(
    stage: Path, arguments: Sequence[str], *, quiet: bool
) -> "subprocess.Popen[str]":
    """Start `manage.py rehearse` with `arguments` in a process that sees the stage only.

    What it says comes to whoever reads its standard output; a `quiet` one shows no progress.
    """
    return subprocess.Popen(  # noqa: S603  # our own program and arguments
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "rehearse", *arguments],
        env=_environment(stage),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if quiet else None,
        text=True,
    )


def _environment(stage: Path) -> dict[str, str]:
    """Return the environment: texts cannot leave the machine, and no other database is known."""
    return os.environ | {
        "RINKI_VAR_DIR": str(stage),
        "DATABASE_URL": f"sqlite:///{stage / DATABASE}",
        "REDIS_URL": "",
        "RINKI_GATEWAYS": "backend.rehearsal.line.Line",
        "RINKI_EMAIL_URL": "dummymail://",
        "RINKI_LOG_LEVEL": "ERROR",
        "RINKI_DEMO": "",
    }
