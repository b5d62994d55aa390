"""Where a process dies: functions of the service are wrapped, so that an armed one kills its own process.

Nothing of it is in the service. `arm` makes a file for the point; whoever comes there first takes the file away
and sends itself the signal. So many points share the processes that stand up again by themselves.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

ARMED = "RINKI_TEST_ARMED"


@dataclass(frozen=True)
class Point:
    """A place: "module:function" or "module:Class.method", before it or after it, the `nth` time."""

    place: str
    when: str
    nth: int = 1

    @property
    def name(self) -> str:
        """Return how a test calls it."""
        return f"{self.when} {self.place.rpartition(':')[2]}"


_came: Counter[str] = Counter()


def arm(*points: Point, by: signal.Signals = signal.SIGKILL) -> None:
    """Have whoever comes to one of `points` die there, or stop, by a signal of its own."""
    for point in points:
        file = _file(f"{point.when} {point.place}")
        draft = file.with_suffix(".new")
        draft.write_text(f"{point.nth} {by.value} {uuid4().hex}")
        draft.replace(file)


def armed() -> list[str]:
    """Return the points at which nobody has died yet."""
    return [file.name for file in Path(os.environ[ARMED]).glob("*.armed")]


def wrap(place: str) -> None:
    """Put the two points of `place` around it, before and after."""
    module, _, path = place.partition(":")
    *outer, name = path.split(".")
    holder: Any = import_module(module)
    for part in outer:
        holder = getattr(holder, part)
    setattr(holder, name, _mortal(place, getattr(holder, name)))


def _mortal(place: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def mortal(*args: Any, **kwargs: Any) -> Any:
        _come_to(f"before {place}")
        result = function(*args, **kwargs)
        _come_to(f"after {place}")
        return result

    return mortal


def _come_to(where: str) -> None:
    file = _file(where)
    try:
        armed_for = file.read_text()
    except FileNotFoundError:
        return
    _came[armed_for] += 1
    nth, by, _once = armed_for.split()
    if _came[armed_for] < int(nth):
        return
    with suppress(FileNotFoundError):
        file.unlink()  # of several, one finds it
        os.kill(os.getpid(), int(by))


def _file(where: str) -> Path:
    return Path(os.environ[ARMED]) / f"{where.replace(':', ' ')}.armed"
