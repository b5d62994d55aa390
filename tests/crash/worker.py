"""A worker of its own: ticks minute after minute of an invented morning until it is done, or killed.

`python -m tests.crash.worker FROM UNTIL MINUTE-FILE [MINUTE-FILE]`: the file holds the minute under way, so that
the next worker goes on where one has died. A second file is another worker's, with whom this one keeps time: two
clocks in one office never differ by minutes.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import sleep

import django


def work(first: datetime, until: datetime, minute: Path, mate: Path | None) -> None:
    """Tick from `first`, or from where another worker was, until `until`; in time with `mate`."""
    from backend.clock import tick  # noqa: PLC0415  # only when Django is ready

    now = datetime.fromisoformat(minute.read_text()) if minute.exists() else first
    print("ticking", flush=True)  # noqa: T201  # the test waits for this word
    while now <= until:
        write(minute, now)
        while mate and not (mate.exists() and datetime.fromisoformat(mate.read_text()) >= now):
            sleep(0.002)
        tick(now)
        now += timedelta(minutes=1)
    write(minute, now)


def write(minute: Path, now: datetime) -> None:
    """Note the minute in one step: nobody reads half of it."""
    draft = minute.with_suffix(".new")
    draft.write_text(now.isoformat())
    draft.replace(minute)


if __name__ == "__main__":
    django.setup()
    work(
        datetime.fromisoformat(sys.argv[1]),
        datetime.fromisoformat(sys.argv[2]),
        Path(sys.argv[3]),
        Path(sys.argv[4]) if sys.argv[4:] else None,
    )
