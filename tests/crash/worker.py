"""A worker of its own: ticks minute after minute of an invented morning until it is done, or killed.

`python -m tests.crash.worker FROM UNTIL MINUTE-FILE`: the file holds the minute under way, so that the next
worker goes on where one has died.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import django


def work(first: datetime, until: datetime, minute: Path) -> None:
    """Tick from `first`, or from where another worker was, until `until`."""
    from backend.clock import tick  # noqa: PLC0415  # only when Django is ready

    now = datetime.fromisoformat(minute.read_text()) if minute.exists() else first
    print("ticking", flush=True)  # noqa: T201  # the test waits for this word
    while now <= until:
        minute.write_text(now.isoformat())
        tick(now)
        now += timedelta(minutes=1)


if __name__ == "__main__":
    django.setup()
    work(
        datetime.fromisoformat(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        Path(sys.argv[3]),
    )
