"""The registry by which upper apps hear that a person's fitness for duties changed.

An absence, a pause, a lapse or a stop is recorded on a low floor; the duties it touches live on
a higher one, which registers a handler in its `AppConfig.ready`.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from directory.actors import Actor
from people.models import Person

Change = Literal["absence", "absence_cancelled", "unfit", "fit", "ended", "wish"]
Handler = Callable[[Person, Change, Actor, datetime], None]

_handlers: list[Handler] = []


def on_change(handler: Handler) -> None:
    """Have `handler` told of every change, inside the transaction that made it."""
    _handlers.append(handler)


def announce(person: Person, change: Change, *, by: Actor, now: datetime) -> None:
    """Tell every handler that `change` happened to `person`."""
    for handler in _handlers:
        handler(person, change, by, now)
